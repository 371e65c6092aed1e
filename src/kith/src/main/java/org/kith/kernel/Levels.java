package org.kith.kernel;

/** Rounds components to whole numbers of equal steps, of which the largest component takes most. */
public abstract class Levels {
  /**
   * Floats of that size are whole numbers: what is added to it is rounded, halves to even ones, and
   * stands in the lowest bits.
   */
  static final float WHOLE = 0x1.8p23f;

  /** The largest component whose inverse might be no float. */
  private static final float LEAST = 0x1p-120f;

  Levels() {}

  /**
   * Rounds components.
   *
   * @param most levels of the largest component, to either side of 0; up to 127
   * @param levels of which the first become those of the components
   * @return the step; 0 if all levels are, for components that are next to nothing
   */
  public final float round(float[] components, int most, byte[] levels) {
    float largest = Float.intBitsToFloat(largest(components));
    boolean any = largest > LEAST;
    round(components, any ? most / largest : 0, levels);
    return any ? largest / most : 0;
  }

  /** The largest magnitude, as bits, which have the order of what they stand for. */
  abstract int largest(float[] components);

  abstract void round(float[] components, float inverse, byte[] levels);
}
