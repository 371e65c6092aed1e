/**
 * {@code kith demo}: search in the documentation of the JDK's own classes. From comments to vectors
 * ({@link org.kith.tools.demo.SourceComments}, {@link org.kith.tools.demo.Embedding}), from vectors
 * to an index ({@link org.kith.tools.demo.DemoIndex}), from the index to answers ({@link
 * org.kith.tools.demo.DemoQueries}) and to a comparison with Lucene's own format.
 */
package org.kith.tools.demo;
