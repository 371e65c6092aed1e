package org.kith.graph;

/**
 * Most links of a node.
 *
 * @param base on layer 0, 2 to 1,024
 * @param upper on the layers above, 2 to 512; 0 if there are none
 */
public record Degrees(int base, int upper) {
  /** Checks the ranges. */
  public Degrees {
    if (base < 2 || base > 1024 || upper < 0 || upper == 1 || upper > 512) {
      throw new IllegalArgumentException(
          "degrees must be 2 to 1024 on layer 0 and 2 to 512 above, or 0 for no layers above, but"
              + " are "
              + base
              + " and "
              + upper);
    }
  }

  /**
   * Of a graph with layers, which has twice as many links on the lowest.
   *
   * @param m 2 to 512
   */
  public static Degrees hnsw(int m) {
    return new Degrees(2 * m, m);
  }

  /**
   * Of a graph without layers above.
   *
   * @param m 2 to 512
   */
  public static Degrees nsw(int m) {
    return new Degrees(m, 0);
  }

  /** Whether nodes are drawn for layers above layer 0. */
  boolean layered() {
    return upper > 0;
  }

  int of(int layer) {
    return layer == 0 ? base : upper;
  }

  /**
   * Whether rows of links fit into a graph of others; layers that it does not have are left out.
   */
  public boolean fit(Degrees others) {
    return base <= others.base && (upper <= others.upper || !others.layered());
  }
}
