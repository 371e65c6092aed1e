package org.kith.graph;

/**
 * How broadly neighbours are searched: lengths of a walk's list.
 *
 * @param insert for a node that comes without links
 * @param seeded for a node whose search starts at its own neighbours
 * @param refine for a second search once all nodes are there; 0 for none
 */
record Effort(int insert, int seeded, int refine) {
  /** One search for each node. */
  static Effort once(int efConstruction) {
    return new Effort(efConstruction, efConstruction, 0);
  }

  /**
   * A narrow search brings a node near its place, the full one is made when the layer is complete:
   * at the same cost as one search of medium breadth the links are better.
   */
  static Effort twice(int efConstruction) {
    return new Effort(
        atLeastFour(efConstruction * Integer.getInteger("ins", 48) / 100), atLeastFour(efConstruction * Integer.getInteger("seedpct", 24) / 100), efConstruction * Integer.getInteger("refpct", 100) / 100);
  }

  private static int atLeastFour(int ef) {
    return Math.max(4, ef);
  }
}
