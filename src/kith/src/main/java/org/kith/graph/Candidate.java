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
    int bits = Float.floatToRawIntBits(distance);
    return (long) sortable(bits) << 32 | (long) slot << 1;
  }

  static float distance(long candidate) {
    return Float.intBitsToFloat(sortable((int) (candidate >> 32)));
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

  /** Its own inverse: negative floats sort backwards unless their other bits are turned round. */
  private static int sortable(int bits) {
    return bits ^ (bits >> 31 & Integer.MAX_VALUE);
  }
}
