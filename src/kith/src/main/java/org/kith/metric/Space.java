package org.kith.metric;

/** Stored vectors that can be compared with each other: all that a graph needs of its vectors. */
public interface Space {
  /** Number of vectors; ordinals are 0 to size - 1. */
  int size();

  /** A new scorer, for one thread. */
  RowScorer rowScorer();

  /** As {@link Metric#slack} says. */
  default float slack() {
    return 1;
  }
}
