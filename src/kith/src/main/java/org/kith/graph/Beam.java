package org.kith.graph;

import java.util.Arrays;

/**
 * The closest candidates of a walk so far, closest first, at most {@code capacity} of them.
 *
 * <p>A sorted array: for the few hundred entries that a walk keeps, moving the tail of an array is
 * cheaper than any heap, and the next candidate to expand is found by walking on.
 *
 * <p>Building and searching, broad and narrow walks all run through here, and what one of them
 * never does the compiler may take for impossible: code compiled so has been seen to stop and start
 * again at every candidate, for good. So there is no branch that only some of them take; entries
 * behind the last are the largest number, which makes every comparison come out right.
 */
final class Beam {
  private static final long NONE = Long.MAX_VALUE;

  /** Ascending; behind the last of them {@link #NONE}, at least once. */
  private long[] candidates = new long[128];

  private int capacity;
  private int size;

  /** Everything before it is expanded. */
  private int cursor;

  /** The candidate whose distance sets the radius, by rank from 1. */
  private int k;

  private float reach;
  private float origin;

  /** What the radius is at least. */
  private long leastRadius;

  /** Candidates from here on are too far to be expanded. */
  private long radius;

  /**
   * Candidates from here on do not enter: those beyond both the radius and the k-th or, when full,
   * the last.
   */
  private long limit;

  /** Empties the beam; only its capacity will bound it. */
  void clear(int newCapacity) {
    clear(newCapacity, newCapacity, Float.POSITIVE_INFINITY, 0);
  }

  /**
   * Empties the beam.
   *
   * @param newReach once there are {@code newK}, candidates are not expanded that are more than so
   *     many times as far from {@code newOrigin} as the {@code newK}-th, nor do they enter unless
   *     they are among these; infinite for no such bound
   */
  void clear(int newCapacity, int newK, float newReach, float newOrigin) {
    capacity = newCapacity;
    k = newK;
    reach = newReach;
    origin = newOrigin;
    size = 0;
    cursor = 0;
    leastRadius = reach == Float.POSITIVE_INFINITY ? NONE : Long.MIN_VALUE;
    radius = NONE;
    limit = NONE;
    if (candidates.length <= capacity) {
      candidates = new long[Math.max(capacity + 1, 2 * candidates.length)];
    }
    Arrays.fill(candidates, 0, capacity + 1, NONE);
  }

  int size() {
    return size;
  }

  /** How many there may be. */
  int capacity() {
    return capacity;
  }

  long get(int i) {
    return candidates[i];
  }

  /** The distance beyond which nothing enters; infinite while there is room. */
  float bound() {
    return limit == NONE ? Float.POSITIVE_INFINITY : Candidate.distance(limit);
  }

  /** Adds a candidate that was not added before, if it is close enough. */
  void add(long candidate) {
    if (candidate >= limit) {
      return;
    }
    int at = rank(candidate);
    // Of a full beam the last falls out.
    System.arraycopy(candidates, at, candidates, at + 1, Math.min(size, capacity - 1) - at);
    candidates[at] = candidate;
    size = Math.min(size + 1, capacity);
    cursor = Math.min(cursor, at);
    if (size >= k) {
      long kth = candidates[k - 1];
      radius = Math.max(leastRadius, radius(kth));
      limit = Math.min(candidates[capacity - 1], Math.max(radius, kth));
    }
  }

  private long radius(long kth) {
    // Rounding may bring a distance below the origin.
    float gap = Math.max(Candidate.distance(kth) - origin, 0);
    return Candidate.of(origin + reach * gap, Integer.MAX_VALUE);
  }

  /**
   * Marks the closest candidate that is not expanded, and returns its slot; -1 if there is none
   * within the radius.
   */
  int expandNext() {
    long candidate;
    while ((candidate = candidates[cursor]) < radius) {
      if (!Candidate.marked(candidate)) {
        candidates[cursor] = Candidate.mark(candidate);
        return Candidate.slot(candidate);
      }
      cursor++;
    }
    return -1;
  }

  /**
   * The slot that will be expanded as the {@code i}-th from now on if nothing closer is added; -1
   * if unknown.
   */
  int ahead(int i) {
    int at = cursor + i;
    return at < size && !Candidate.marked(candidates[at]) ? Candidate.slot(candidates[at]) : -1;
  }

  private int rank(long candidate) {
    int low = 0;
    int length = size;
    while (length > 0) {
      int half = length >>> 1;
      if (candidates[low + half] < candidate) {
        low += half + 1;
        length -= half + 1;
      } else {
        length = half;
      }
    }
    return low;
  }
}
