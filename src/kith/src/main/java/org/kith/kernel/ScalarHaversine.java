package org.kith.kernel;

import java.lang.foreign.MemorySegment;

/**
 * Central angles between points on a sphere, rows of latitude and longitude in degrees, one point
 * at a time.
 *
 * <p>Differences are taken in degrees and in double, where they are exact. So the angle between
 * near points is as precise as a float can be, which it is not if coordinates are first turned into
 * radians, sines or unit vectors of floats.
 */
final class ScalarHaversine extends RowKernel {
  private double latitude;
  private double longitude;

  ScalarHaversine() {
    super(2 * Float.BYTES);
  }

  @Override
  public void query(MemorySegment source, long offset) {
    latitude = source.get(F32Kernel.FLOAT, offset);
    longitude = source.get(F32Kernel.FLOAT, offset + Float.BYTES);
  }

  @Override
  float one(MemorySegment rows, long row) {
    double rowLatitude = rows.get(F32Kernel.FLOAT, row);
    double rowLongitude = rows.get(F32Kernel.FLOAT, row + Float.BYTES);
    double up = Math.sin(Math.toRadians((rowLatitude - latitude) / 2));
    double along = Math.sin(Math.toRadians((rowLongitude - longitude) / 2));
    double cosines = Math.cos(Math.toRadians(latitude)) * Math.cos(Math.toRadians(rowLatitude));
    double haversine = up * up + cosines * (along * along);
    return (float) (2 * Math.asin(Math.min(1, Math.sqrt(haversine))));
  }
}
