package org.kith.metric;

/** Turns the central angles of {@code haversine} into metres on the surface of the Earth. */
public final class Earth {
  /** The mean radius in metres (IUGG: a third of two equatorial radii and the polar one). */
  public static final double RADIUS = 6_371_008.8;

  private Earth() {}

  /**
   * How far apart two places are.
   *
   * @param angle central angle in radians
   * @return metres along the surface
   */
  public static double metres(double angle) {
    return angle * RADIUS;
  }

  /**
   * The central angle that places at a distance have.
   *
   * @param metres along the surface
   * @return radians
   */
  public static double angle(double metres) {
    return metres / RADIUS;
  }
}
