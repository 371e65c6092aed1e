package org.kith.graph;

/**
 * A node with its distance, in one long that sorts by distance, then by slot.
 *
 * <pre>
 * bits 63..32  distance, as an int that sorts as the float does
 * bits 31..1   slot
 * bit  0       a mark: in a walk, that its neighbours were looked at; among links to choose from,
 *              that it was chosen together with all others that have it
 * </pre>
 */
final class Candidate {
  private Candidate() {}

  static long of(float distance, int slot) {
    return (long) sortable(distance) << 32 | (long) slot << 1;
  }

  static float distance(long candidate) {
    return unsorted((int) (candidate >> 32));
  }

  static int slot(long candidate) {
    return (int) candidate >>> 1;
  }

  static boolean marked(long candidate) {
    return (candidate & 1) != 0;
  }

  static long mark(long candidate) {
    return candidate | 1;
  }

  /** A distance as an int that sorts as it does. */
  static int sortable(float distance) {
    return turned(Float.floatToRawIntBits(distance));
  }

  /** The distance of an int that sorts as it does. */
  static float unsorted(int sortable) {
    return Float.intBitsToFloat(turned(sortable));
  }

  /** Its own inverse: negative floats sort backwards unless their other bits are turned round. */
  private static int turned(int bits) {
    return bits ^ (bits >> 31 & Integer.MAX_VALUE);
  }
}
