package org.kith.quantize;

/** Looks at the vectors that a quantizer is to encode. Belongs to one thread. */
public interface Trainer {
  /**
   * Takes a vector into account.
   *
   * @param vector finite components; not kept
   */
  void add(float[] vector);

  /**
   * The quantizer of all vectors that were added, the same in whatever order they came.
   *
   * @return of use also if there was none
   */
  Quantizer train();
}
