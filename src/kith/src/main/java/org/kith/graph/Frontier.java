package org.kith.graph;

import java.util.Arrays;

/** Candidates still to expand, in any number: a binary heap, closest on top. */
final class Frontier {
  private long[] heap = new long[256];
  private int size;

  void clear() {
    size = 0;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** The closest; there must be one. */
  long peek() {
    return heap[0];
  }

  void add(long candidate) {
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, 2 * size);
    }
    int at = size++;
    while (at > 0) {
      int parent = (at - 1) >>> 1;
      if (heap[parent] <= candidate) {
        break;
      }
      heap[at] = heap[parent];
      at = parent;
    }
    heap[at] = candidate;
  }

  /** Removes the closest; there must be one. */
  long poll() {
    long closest = heap[0];
    long last = heap[--size];
    int at = 0;
    for (int child = 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && heap[child + 1] < heap[child]) {
        child++;
      }
      if (heap[child] >= last) {
        break;
      }
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = last;
    return closest;
  }
}
