package org.kith.metric;

import org.kith.kernel.Kernel;

/**
 * What a distance between two vectors means. Bound to an encoding, a number of dimensions and its
 * arguments; immutable, used by many threads.
 *
 * <p>A distance is lower where vectors are closer, has the metric's own unit, and is never NaN. It
 * may be negative or infinite. A score is what Lucene sees: at least 0, and higher where vectors
 * are closer.
 */
public interface Metric {
  /** What else the order of distances is the order of, for estimates that know only these. */
  enum Family {
    /** The squared Euclidean distance. */
    SQUARED_L2,
    /** The negated inner product. */
    INNER_PRODUCT,
    /** The angle between vectors. */
    COSINE,
    /** None of these: nothing may be assumed but what the metric computes. */
    OTHER
  }

  /**
   * The name with arguments, as written in specs and segments.
   *
   * @return for example {@code l2sq} or {@code lp(1.5)}
   */
  String name();

  /**
   * A new kernel, for one thread.
   *
   * @return a kernel whose values {@link #toDistances} turns into distances
   */
  Kernel kernel();

  /**
   * Turns what the kernel computed (already divided by norms, if they are needed) into distances,
   * in place. Does nothing unless overridden.
   *
   * @param values the first {@code count} count
   * @param count at least 0
   */
  default void toDistances(float[] values, int count) {}

  /**
   * The score of a distance: at least 0, and falling as the distance grows, as far as floats can
   * tell distances apart. Unless overridden {@code 1 / (1 + d)} for positive distances and {@code 1
   * - d} for others.
   *
   * @param distance never NaN
   * @return the score, equal to Lucene's for its own similarities
   */
  default float score(float distance) {
    return distance > 0 ? 1 / (1 + distance) : 1 - distance;
  }

  /**
   * The distance that has a score: the inverse of {@link #score}, exact but for rounding.
   *
   * @param score at least 0
   * @return infinite where only an infinite distance has that score
   */
  default double distance(double score) {
    return score < 1 ? 1 / score - 1 : 1 - score;
  }

  /**
   * The largest distance that may still have a score: {@code score(d) >= s} implies {@code d <=
   * bound(s)}, rounding included.
   *
   * @param score any
   * @return infinite if every distance may have it
   */
  default float bound(float score) {
    return score <= 0 ? Float.POSITIVE_INFINITY : Rounding.up(distance(Rounding.lower(score)));
  }

  /**
   * Refuses a vector, stored or asked for, that the distance is not defined for. Unless overridden
   * every vector will do.
   *
   * @param vector of as many dimensions as the metric was bound to
   * @throws IllegalArgumentException saying which value is wrong and what is allowed
   */
  default void check(float[] vector) {}

  /**
   * Refuses a vector, stored or asked for, that the distance is not defined for. Unless overridden
   * every vector will do.
   *
   * @param vector of as many dimensions as the metric was bound to
   * @throws IllegalArgumentException saying which value is wrong and what is allowed
   */
  default void check(byte[] vector) {}

  /**
   * What quantizers and structures of their own geometry may assume.
   *
   * @return {@link Family#OTHER} unless overridden
   */
  default Family family() {
    return Family.OTHER;
  }

  /**
   * What graphs may assume when they choose a node's links. A candidate is left out if a neighbour
   * chosen before is {@code slack} times closer to it than the node is: a walk comes to it by that
   * neighbour. More keeps more links, for metrics under which some vectors are close to nearly all:
   * these become neighbours of all others, and know few of those that were left out for them.
   *
   * @return at least 1; 1 unless overridden
   */
  default float slack() {
    return 1;
  }

  /**
   * Whether the kernel's values must be divided by the norms of both vectors, which are stored.
   *
   * @return false unless overridden
   */
  default boolean needsNorms() {
    return false;
  }

  /**
   * The same metric with a kernel that needs no stored norms: for slices of vectors, and for
   * vectors that were stored for another metric.
   *
   * @return this unless overridden
   */
  default Metric withoutNorms() {
    return this;
  }
}
