package org.kith.graph;

/**
 * How a graph is built.
 *
 * @param degrees links of a node
 * @param efConstruction breadth of the search for a new node's neighbours, 4 to 3200: more is
 *     slower to build and finds more
 * @param seed decides the layers of nodes
 */
public record GraphSettings(Degrees degrees, int efConstruction, long seed) {
  /** Checks the range. */
  public GraphSettings {
    if (efConstruction < 4 || efConstruction > 3200) {
      throw new IllegalArgumentException(
          "efConstruction must be 4 to 3200, but is " + efConstruction);
    }
  }
}
