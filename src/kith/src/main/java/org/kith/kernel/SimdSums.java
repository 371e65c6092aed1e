package org.kith.kernel;

import static jdk.incubator.vector.VectorOperators.D2F;
import static jdk.incubator.vector.VectorOperators.F2D;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * As many sums a vector as it has lanes, so that shorter ones take several turns. Products of
 * floats are exact in double precision: fused with the addition they have the same bits.
 */
final class SimdSums extends Sums {
  private static final VectorSpecies<Double> DOUBLES =
      DoubleVector.SPECIES_PREFERRED.length() > COUNT
          ? DoubleVector.SPECIES_512
          : DoubleVector.SPECIES_PREFERRED;

  private static final int LANES = DOUBLES.length();

  /** As many floats. */
  private static final VectorSpecies<Float> FLOATS =
      VectorSpecies.of(float.class, VectorShape.forBitSize(LANES * Float.SIZE));

  /** What sums are cast to that come out of a loop: see the package. */
  private static final Class<? extends DoubleVector> SUM = DoubleVector.zero(DOUBLES).getClass();

  @Override
  double dot(float[] a, float[] b) {
    double[] sums = new double[COUNT];
    int bound = a.length - a.length % COUNT;
    for (int lane = 0; lane < COUNT; lane += LANES) {
      DoubleVector sum = DoubleVector.zero(DOUBLES);
      for (int i = lane; i < bound; i += COUNT) {
        DoubleVector x =
            (DoubleVector) FloatVector.fromArray(FLOATS, a, i).convertShape(F2D, DOUBLES, 0);
        DoubleVector y =
            (DoubleVector) FloatVector.fromArray(FLOATS, b, i).convertShape(F2D, DOUBLES, 0);
        sum = x.fma(y, sum);
      }
      SUM.cast(sum).intoArray(sums, lane);
    }
    ScalarSums.dot(a, b, bound, sums);
    return total(sums);
  }

  @Override
  double subtract(float[] a, double scale, float[] b, double weight, float[] difference) {
    double[] sums = new double[COUNT];
    int bound = a.length - a.length % COUNT;
    for (int lane = 0; lane < COUNT; lane += LANES) {
      DoubleVector sum = DoubleVector.zero(DOUBLES);
      for (int i = lane; i < bound; i += COUNT) {
        DoubleVector x =
            (DoubleVector) FloatVector.fromArray(FLOATS, a, i).convertShape(F2D, DOUBLES, 0);
        DoubleVector y =
            (DoubleVector) FloatVector.fromArray(FLOATS, b, i).convertShape(F2D, DOUBLES, 0);
        FloatVector rounded =
            (FloatVector) x.mul(scale).sub(y.mul(weight)).convertShape(D2F, FLOATS, 0);
        rounded.intoArray(difference, i);
        DoubleVector z = (DoubleVector) rounded.convertShape(F2D, DOUBLES, 0);
        sum = z.fma(z, sum);
      }
      SUM.cast(sum).intoArray(sums, lane);
    }
    ScalarSums.subtract(a, scale, b, weight, difference, bound, sums);
    return total(sums);
  }
}
