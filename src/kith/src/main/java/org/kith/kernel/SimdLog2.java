package org.kith.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Logarithms of base 2. Made of operations that round the same interpreted and compiled; those of
 * the vector module do not.
 */
final class SimdLog2 {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;

  /** The bits of the square root of one half. */
  private static final int ROOT = 0x3f3504f3;

  /** log2(1 + x) / x for 1 + x between the roots of 1/2 and 2: Chebyshev, relative error 2e-8. */
  private static final float[] P = {
    1.4426950f, -0.72134733f, 0.48089853f, -0.36069655f, 0.28855255f,
    -0.23960812f, 0.20485765f, -0.19138838f, 0.18476033f, -0.10749789f
  };

  private SimdLog2() {}

  /**
   * Replaces numbers by their logarithms.
   *
   * @param values normal positive floats; anything smaller becomes some finite number below -126
   * @param length a multiple of the vector's length
   */
  static void apply(float[] values, int length) {
    for (int i = 0; i < length; i += FLOATS.length()) {
      IntVector bits = FloatVector.fromArray(FLOATS, values, i).reinterpretAsInts();
      IntVector exponent = bits.sub(ROOT).lanewise(VectorOperators.ASHR, 23);
      IntVector mantissa = bits.sub(exponent.lanewise(VectorOperators.LSHL, 23));
      FloatVector x = mantissa.reinterpretAsFloats().sub(1);
      FloatVector y = FloatVector.broadcast(FLOATS, P[9]);
      y = y.fma(x, FloatVector.broadcast(FLOATS, P[8]));
      y = y.fma(x, FloatVector.broadcast(FLOATS, P[7]));
      y = y.fma(x, FloatVector.broadcast(FLOATS, P[6]));
      y = y.fma(x, FloatVector.broadcast(FLOATS, P[5]));
      y = y.fma(x, FloatVector.broadcast(FLOATS, P[4]));
      y = y.fma(x, FloatVector.broadcast(FLOATS, P[3]));
      y = y.fma(x, FloatVector.broadcast(FLOATS, P[2]));
      y = y.fma(x, FloatVector.broadcast(FLOATS, P[1]));
      y = y.fma(x, FloatVector.broadcast(FLOATS, P[0]));
      FloatVector whole = (FloatVector) exponent.convert(VectorOperators.I2F, 0);
      y.fma(x, whole).intoArray(values, i);
    }
  }

  static int padded(int dims) {
    return (dims + INTS.length() - 1) / INTS.length() * INTS.length();
  }
}
