package org.kith.metric;

import org.kith.kernel.Kernel;

/**
 * What a distance between two vectors means. Bound to an encoding and a number of dimensions;
 * immutable.
 */
public interface Metric {
  /** The name, as written in specs and segments. */
  String name();

  /** A new kernel whose values {@link #toDistances} turns into distances. */
  Kernel kernel();

  /**
   * Turns what the kernel computed (already divided by norms, if they are needed) into distances,
   * in place, the first {@code count}.
   */
  void toDistances(float[] values, int count);

  /**
   * The score of a distance: at least 0, higher is closer, monotone; equal to Lucene's for its own
   * similarities.
   */
  float score(float distance);

  /**
   * The largest distance that may still have this score: {@code score(d) >= s} implies {@code d <=
   * distance(s)}, rounding included; infinite if every distance has it.
   */
  float distance(float score);

  /** Whether the kernel's values must be divided by the norms of both vectors. */
  default boolean needsNorms() {
    return false;
  }
}
