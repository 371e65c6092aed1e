package org.kith.graph;

/**
 * Where walks over a layer begin that no layer above leads to: at the best of some nodes, evenly
 * spread. With {@value #MOST} a walk scores as many vectors as one that comes down from above; with
 * twice as many it scores more and finds no more (kith bench, NSW32 against HNSW16, 20,000 to
 * 200,000 vectors).
 */
final class Entries {
  static final int MOST = 32;

  private final int[] slots = new int[MOST];
  private int count;
  private int added;
  private int step = 1;

  /**
   * Those of a layer whose slots all have links.
   *
   * @param most of them
   */
  static int of(int size, int most, int[] into) {
    int count = Math.min(size, most);
    for (int i = 0; i < count; i++) {
      into[i] = (int) ((long) i * size / count);
    }
    return count;
  }

  /** A slot got its links: every so many-th is an entry, so that there are never too many. */
  void add(int slot) {
    if (added++ % step != 0) {
      return;
    }
    if (count < MOST) {
      slots[count++] = slot;
      return;
    }
    count = MOST / 2;
    for (int i = 0; i < count; i++) {
      slots[i] = slots[2 * i];
    }
    slots[count++] = slot;
    step *= 2;
  }

  int count() {
    return count;
  }

  /** The first {@link #count} are entries. */
  int[] slots() {
    return slots;
  }
}
