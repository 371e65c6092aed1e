package org.kith.quantize;

import org.kith.kernel.Rows;

/** Makes codes of vectors and compares them. Immutable, used by many threads. */
public interface Quantizer {
  /**
   * Bytes of a code.
   *
   * @return at least 1
   */
  int bytes();

  /**
   * Encodes a vector.
   *
   * @param vector finite components
   * @param code its code, {@link #bytes} of them
   */
  void encode(float[] vector, byte[] code);

  /**
   * The vector that a code stands for; where the metric is a cosine, scaled to length 1 (or 0).
   *
   * @param code of {@link #bytes} bytes
   * @param vector its components
   */
  void decode(byte[] code, float[] vector);

  /**
   * Codes as things to compare. Their distances have the order of the metric's, but for errors, and
   * a unit of their own.
   *
   * @param codes one row of {@link #bytes} a vector
   * @return the codes and this quantizer
   */
  CodeSpace space(Rows codes);

  /**
   * How many of the candidates that codes find are scored by the vectors again, for each hit that
   * is wanted, so that hardly one is missed; where no lower bounds say which.
   *
   * @return at least 1
   */
  double oversample();

  /**
   * Whether graphs that are built on the codes are as good as those of the vectors.
   *
   * @return true unless overridden
   */
  default boolean buildsGraphs() {
    return true;
  }

  /**
   * What {@link Quantizers#open} makes the same quantizer of.
   *
   * @return a new array
   */
  float[] parameters();
}
