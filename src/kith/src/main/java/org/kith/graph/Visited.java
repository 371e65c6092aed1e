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
    reserve(2); // For the node where a walk starts, and the graph's entry.
    int words = (slots + 63) >>> 6;
    if (words > bits.length) {
      bits = new long[Math.max(words, (int) Math.min(2L * bits.length, Integer.MAX_VALUE / 64))];
    }
  }

  /** Makes room for so many more slots. */
  void reserve(int more) {
    if (count + more > seen.length) {
      seen = Arrays.copyOf(seen, Math.max(2 * seen.length, count + more));
    }
  }

  /**
   * Marks a slot, for which there must be room. Without a branch: whether a neighbour was seen is
   * what no processor can predict.
   *
   * @return 1 if it was not marked before, else 0
   */
  int mark(int slot) {
    long word = bits[slot >>> 6];
    int unseen = (int) (~word >>> slot & 1);
    bits[slot >>> 6] = word | 1L << slot;
    seen[count] = slot;
    count += unseen;
    return unseen;
  }
}
