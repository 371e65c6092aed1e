/**
 * Codes: short forms of vectors, and estimates of distances between them. One class a quantizer,
 * one line for it in {@link org.kith.quantize.Quantizers}.
 *
 * <p>A {@link org.kith.quantize.Trainer} looks at all vectors of a segment and makes a {@link
 * org.kith.quantize.Quantizer}, which encodes them and compares their codes. Whoever walks over
 * codes scores what it found by the vectors again; where estimates know their error, only what may
 * be among the best ({@link org.kith.metric.Scorer#lowerBounds}).
 */
package org.kith.quantize;
