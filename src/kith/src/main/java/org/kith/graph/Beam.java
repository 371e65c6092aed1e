package org.kith.graph;

import java.util.Arrays;

/**
 * The closest candidates of a walk so far, closest first, at most {@code capacity} of them.
 *
 * <p>A sorted array: for the few hundred entries that a walk keeps, moving the tail of an array is
 * cheaper than any heap, and the next candidate to expand is found by walking on.
 */
final class Beam {
  private long[] candidates = new long[128];
  private int capacity;
  private int size;

  /** Everything before it is expanded. */
  private int cursor;

  /** The candidate whose distance sets the radius, by rank from 1. */
  private int k;

  private float reach;
  private float origin;

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
    radius = Long.MAX_VALUE;
    limit = Long.MAX_VALUE;
  }

  int size() {
    return size;
  }

  long get(int i) {
    return candidates[i];
  }

  /** The distance beyond which nothing enters; infinite while there is room. */
  float bound() {
    return limit == Long.MAX_VALUE ? Float.POSITIVE_INFINITY : Candidate.distance(limit);
  }

  /** Adds a candidate that was not added before, if it is close enough. */
  void add(long candidate) {
    if (candidate >= limit) {
      return;
    }
    if (size == capacity) {
      size--;
    } else if (size == candidates.length) {
      candidates = Arrays.copyOf(candidates, 2 * size);
    }
    int at = rank(candidate);
    System.arraycopy(candidates, at, candidates, at + 1, size - at);
    candidates[at] = candidate;
    size++;
    if (at < cursor) {
      cursor = at;
    }
    if (at < k && size >= k) {
      radius = radius();
    }
    long farthest = size < k ? radius : Math.max(radius, candidates[k - 1]);
    limit = size == capacity ? Math.min(candidates[size - 1], farthest) : farthest;
  }

  private long radius() {
    float gap = Candidate.distance(candidates[k - 1]) - origin;
    // Rounding may bring a distance below the origin; an infinite reach stays infinite.
    float distance = gap > 0 ? origin + reach * gap : origin;
    return reach == Float.POSITIVE_INFINITY
        ? Long.MAX_VALUE
        : Candidate.of(distance, Integer.MAX_VALUE);
  }

  /**
   * Marks the closest candidate that is not expanded, and returns its slot; -1 if there is none
   * within the radius.
   */
  int expandNext() {
    while (cursor < size) {
      long candidate = candidates[cursor];
      if (candidate >= radius) {
        return -1;
      }
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
