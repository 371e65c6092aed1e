package org.kith.kernel;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Central angles between points on a sphere, a vector of points at a time, in double: see {@link
 * ScalarHaversine}. Sines and arcsines are polynomials on ranges where all their terms help.
 */
final class SimdHaversine implements Kernel {
  private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** From degrees to half of that in radians. */
  private static final double HALF = Math.PI / 360;

  /** Added to a small double, rounds it to a whole number. */
  private static final double ROUNDING = 0x1.8p52;

  /** sin(x) / x in powers of x^2, for x up to pi / 2: Chebyshev, relative error 2e-16. */
  private static final double[] SINE = {
    1,
    -0.16666666666666072,
    0.008333333333282756,
    -1.9841269824861897e-4,
    2.7557316609073673e-6,
    -2.505188194671259e-8,
    1.6048168318165643e-10,
    -7.374387503862757e-13
  };

  /** asin(x) / x in powers of x^2, for x up to 1/2: Chebyshev, relative error 4e-15. */
  private static final double[] ARCSINE = {
    1.000000000000003,
    0.1666666666636023,
    0.07500000048801558,
    0.04464282695575735,
    0.03038289742013321,
    0.02235471795166217,
    0.01755004624569455,
    0.012550386671737955,
    0.017924305774952437,
    -0.007309161310274521,
    0.03150097858285519
  };

  private final double[] latitudes = new double[LANES];
  private final double[] longitudes = new double[LANES];
  private final double[] angles = new double[LANES];

  /** Half the difference of latitude, half that of longitude, and what lacks to a pole. */
  private final double[] sines = new double[3 * LANES];

  private double latitude;
  private double longitude;
  private double cosine;

  @Override
  public void query(MemorySegment source, long offset) {
    latitude = source.get(F32Kernel.FLOAT, offset);
    longitude = source.get(F32Kernel.FLOAT, offset + Float.BYTES);
    sines[0] = (90 - Math.abs(latitude)) * (2 * HALF);
    sines();
    cosine = sines[0];
  }

  @Override
  public void compare(
      MemorySegment rows, long start, long stride, int[] ordinals, int count, float[] out) {
    for (int i = 0; i < count; i += LANES) {
      int n = Math.min(LANES, count - i);
      for (int lane = 0; lane < n; lane++) {
        load(rows, start + ordinals[i + lane] * stride, lane);
      }
      angles(out, i, n);
    }
  }

  @Override
  public void compareRange(
      MemorySegment rows, long start, long stride, int first, int count, float[] out) {
    for (int i = 0; i < count; i += LANES) {
      int n = Math.min(LANES, count - i);
      for (int lane = 0; lane < n; lane++) {
        load(rows, start + (first + i + lane) * stride, lane);
      }
      angles(out, i, n);
    }
  }

  private void load(MemorySegment rows, long row, int lane) {
    latitudes[lane] = rows.get(F32Kernel.FLOAT, row);
    longitudes[lane] = rows.get(F32Kernel.FLOAT, row + Float.BYTES);
  }

  private void angles(float[] out, int at, int n) {
    arguments();
    sines();
    arcsines();
    for (int lane = 0; lane < n; lane++) {
      out[at + lane] = (float) angles[lane];
    }
  }

  private void arguments() {
    DoubleVector rowLatitude = DoubleVector.fromArray(SPECIES, latitudes, 0);
    rowLatitude.sub(latitude).abs().mul(HALF).intoArray(sines, 0);
    DoubleVector along = DoubleVector.fromArray(SPECIES, longitudes, 0).sub(longitude);
    DoubleVector turns = along.div(360).add(ROUNDING).sub(ROUNDING);
    along.sub(turns.mul(360)).abs().mul(HALF).intoArray(sines, LANES);
    rowLatitude.abs().neg().add(90).mul(2 * HALF).intoArray(sines, 2 * LANES);
  }

  /** Replaces angles of 0 to pi / 2 by their sines. */
  private void sines() {
    for (int i = 0; i < 3 * LANES; i += LANES) {
      DoubleVector x = DoubleVector.fromArray(SPECIES, sines, i);
      DoubleVector z = x.mul(x);
      DoubleVector y = DoubleVector.broadcast(SPECIES, SINE[7]);
      y = y.fma(z, DoubleVector.broadcast(SPECIES, SINE[6]));
      y = y.fma(z, DoubleVector.broadcast(SPECIES, SINE[5]));
      y = y.fma(z, DoubleVector.broadcast(SPECIES, SINE[4]));
      y = y.fma(z, DoubleVector.broadcast(SPECIES, SINE[3]));
      y = y.fma(z, DoubleVector.broadcast(SPECIES, SINE[2]));
      y = y.fma(z, DoubleVector.broadcast(SPECIES, SINE[1]));
      y = y.fma(z, DoubleVector.broadcast(SPECIES, SINE[0]));
      y.mul(x).intoArray(sines, i);
    }
  }

  private void arcsines() {
    DoubleVector up = DoubleVector.fromArray(SPECIES, sines, 0);
    DoubleVector along = DoubleVector.fromArray(SPECIES, sines, LANES);
    DoubleVector cosines = DoubleVector.fromArray(SPECIES, sines, 2 * LANES).mul(cosine);
    DoubleVector haversine = along.mul(along).fma(cosines, up.mul(up)).min(1);
    // Above 1/2, asin(x) = pi / 2 - 2 asin(sqrt((1 - x) / 2)).
    VectorMask<Double> far = haversine.compare(VectorOperators.GT, 0.25);
    DoubleVector complement = haversine.sqrt().neg().add(1).mul(0.5);
    DoubleVector z = haversine.blend(complement, far);
    DoubleVector y = DoubleVector.broadcast(SPECIES, ARCSINE[10]);
    y = y.fma(z, DoubleVector.broadcast(SPECIES, ARCSINE[9]));
    y = y.fma(z, DoubleVector.broadcast(SPECIES, ARCSINE[8]));
    y = y.fma(z, DoubleVector.broadcast(SPECIES, ARCSINE[7]));
    y = y.fma(z, DoubleVector.broadcast(SPECIES, ARCSINE[6]));
    y = y.fma(z, DoubleVector.broadcast(SPECIES, ARCSINE[5]));
    y = y.fma(z, DoubleVector.broadcast(SPECIES, ARCSINE[4]));
    y = y.fma(z, DoubleVector.broadcast(SPECIES, ARCSINE[3]));
    y = y.fma(z, DoubleVector.broadcast(SPECIES, ARCSINE[2]));
    y = y.fma(z, DoubleVector.broadcast(SPECIES, ARCSINE[1]));
    y = y.fma(z, DoubleVector.broadcast(SPECIES, ARCSINE[0]));
    y = y.mul(z.sqrt());
    DoubleVector near = y.mul(2);
    near.blend(y.mul(-4).add(Math.PI), far).intoArray(angles, 0);
  }
}
