package org.kith.metric;

import org.kith.kernel.Kernel;
import org.kith.kernel.Kernels;

/**
 * {@code haversine}: the central angle in radians between two places on a sphere, given as latitude
 * (-90 to 90) and longitude (-180 to 180 or 0 to 360) in degrees. {@link Earth} turns angles into
 * metres.
 *
 * <p>The score is {@code 1 / (1 + metres)}: of radians that would be 1 for all places within 0.38
 * metres, and would tell places of the same town apart by a few digits only.
 *
 * @param dims always 2
 */
record Haversine(int dims) implements Metric {
  @Override
  public String name() {
    return "haversine";
  }

  @Override
  public Kernel kernel() {
    return Kernels.haversine();
  }

  @Override
  public float score(float distance) {
    return 1 / (1 + distance * (float) Earth.RADIUS);
  }

  @Override
  public double distance(double score) {
    return Math.max(0, 1 / score - 1) / (float) Earth.RADIUS;
  }

  @Override
  public void check(float[] vector) {
    Values.checkWithin("haversine: latitude", vector[0], -90, 90);
    Values.checkWithin("haversine: longitude", vector[1], -180, 360);
  }
}
