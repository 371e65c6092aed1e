package org.kith.graph;

/**
 * How a graph is built.
 *
 * @param m links of a node on the upper layers, 2 to 512; layer 0 has up to twice as many
 * @param efConstruction breadth of the search for a new node's neighbours, 4 to 3200: more is
 *     slower to build and finds more
 * @param seed decides the layers of nodes
 */
public record GraphSettings(int m, int efConstruction, long seed) {
  /** Checks the ranges. */
  public GraphSettings {
    check("m", m, 2, 512);
    check("efConstruction", efConstruction, 4, 3200);
  }

  private static void check(String name, int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          name + " must be " + min + " to " + max + ", but is " + value);
    }
  }

  /** Links that a node may have on a layer. */
  int width(int layer) {
    return layer == 0 ? 2 * m : m;
  }
}
