package org.kith.graph;

/** On how many layers above layer 0 a node is: a fixed draw for each ordinal. */
final class Levels {
  private final long seed;
  private final double factor;

  Levels(GraphSettings settings) {
    seed = settings.seed();
    factor = 1 / Math.log(settings.degrees().upper());
  }

  /** The highest layer of a node: {@code l} with probability {@code m^-l * (1 - 1/m)}. */
  int of(int ordinal) {
    // The top 53 bits as a number in (0, 1].
    double uniform = ((mix(seed + ordinal * 0x9E3779B97F4A7C15L) >>> 11) + 1) * 0x1p-53;
    return (int) (-Math.log(uniform) * factor);
  }

  /** The finaliser of SplitMix64 (Steele, Lea and Flood 2014): a bijection that scatters. */
  private static long mix(long z) {
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }
}
