package org.kith.graph;

/** A set of slots, one bit each. */
final class SlotSet {
  private final long[] words;

  SlotSet(int size) {
    words = new long[(size + 63) >>> 6];
  }

  boolean get(int i) {
    return (words[i >>> 6] & 1L << i) != 0;
  }

  void set(int i) {
    words[i >>> 6] |= 1L << i;
  }

  void clear(int i) {
    words[i >>> 6] &= ~(1L << i);
  }
}
