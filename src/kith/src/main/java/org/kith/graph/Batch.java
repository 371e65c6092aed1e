package org.kith.graph;

import java.util.Arrays;

/**
 * Nodes that get their links at the same time: the links of all are chosen before any is set, so
 * that the outcome does not depend on who is first.
 */
final class Batch {
  private final int width;
  private int[] nodes = new int[0];
  private int[] degrees = new int[0];
  private int[] links = new int[0];
  private int size;

  Batch(int width) {
    this.width = width;
  }

  /** Empties the batch and makes room for {@code newSize} nodes. */
  void clear(int newSize) {
    size = newSize;
    if (nodes.length < newSize) {
      nodes = new int[newSize];
      degrees = new int[newSize];
      links = new int[Math.multiplyExact(newSize, width)];
    }
  }

  int size() {
    return size;
  }

  int node(int i) {
    return nodes[i];
  }

  /** Different {@code i} may be put by different threads. */
  void put(int i, int node, int[] chosen, int count) {
    nodes[i] = node;
    degrees[i] = count;
    System.arraycopy(chosen, 0, links, i * width, count);
  }

  /**
   * Sets the rows of all nodes.
   *
   * @param chosen as {@link LinkTable#set} has it
   */
  void apply(LinkTable table, int[] row, boolean chosen) {
    for (int i = 0; i < size; i++) {
      System.arraycopy(links, i * width, row, 0, degrees[i]);
      table.set(nodes[i], row, degrees[i], chosen);
    }
  }

  /**
   * The links turned round: each says that its first slot (upper half) is offered its second (lower
   * half) as neighbour. Sorted.
   */
  long[] offers() {
    int count = 0;
    for (int i = 0; i < size; i++) {
      count += degrees[i];
    }
    long[] offers = new long[count];
    int next = 0;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < degrees[i]; j++) {
        offers[next++] = (long) links[i * width + j] << 32 | nodes[i];
      }
    }
    Arrays.sort(offers);
    return offers;
  }
}
