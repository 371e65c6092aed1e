package org.kith.graph;

import java.util.Arrays;

/** Slots that were seen, one bit each; forgetting them costs as much as seeing them did. */
final class Visited {
  private long[] bits = new long[64];
  private int[] seen = new int[1024];
  private int count;

  /** Forgets everything; slots below {@code slots} can be marked from now on. */
  void clear(int slots) {
    for (int i = 0; i < count; i++) {
      bits[seen[i] >>> 6] = 0;
    }
    count = 0;
    int words = (slots + 63) >>> 6;
    if (words > bits.length) {
      bits = new long[Math.max(words, (int) Math.min(2L * bits.length, Integer.MAX_VALUE / 64))];
    }
  }

  /** Marks a slot; false if it was marked already. */
  boolean mark(int slot) {
    long word = bits[slot >>> 6];
    long bit = 1L << slot;
    if ((word & bit) != 0) {
      return false;
    }
    bits[slot >>> 6] = word | bit;
    if (count == seen.length) {
      seen = Arrays.copyOf(seen, 2 * count);
    }
    seen[count++] = slot;
    return true;
  }
}
