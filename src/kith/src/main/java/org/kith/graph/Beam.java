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

  void clear(int newCapacity) {
    capacity = newCapacity;
    size = 0;
    cursor = 0;
  }

  int size() {
    return size;
  }

  long get(int i) {
    return candidates[i];
  }

  /** The distance beyond which nothing enters; infinite while there is room. */
  float bound() {
    return size < capacity ? Float.POSITIVE_INFINITY : Candidate.distance(candidates[size - 1]);
  }

  /** Adds a candidate that was not added before, if it is close enough. */
  void add(long candidate) {
    if (size == capacity) {
      if (candidate >= candidates[size - 1]) {
        return;
      }
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
  }

  /**
   * Marks the closest candidate that is not expanded, and returns its slot; -1 if there is none.
   */
  int expandNext() {
    while (cursor < size) {
      long candidate = candidates[cursor];
      if (!Candidate.expanded(candidate)) {
        candidates[cursor] = Candidate.expand(candidate);
        return Candidate.slot(candidate);
      }
      cursor++;
    }
    return -1;
  }

  /** The slot that will be expanded next if nothing closer is added; -1 if unknown. */
  int next() {
    int after = cursor + 1;
    return after < size && !Candidate.expanded(candidates[after])
        ? Candidate.slot(candidates[after])
        : -1;
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
