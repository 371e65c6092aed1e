package org.kith.graph;

/** Is told how many vectors a search scored, and may end it. */
@FunctionalInterface
public interface Visits {
  /**
   * @param count vectors scored since the last call
   * @return whether the search may go on
   */
  boolean visited(int count);
}
