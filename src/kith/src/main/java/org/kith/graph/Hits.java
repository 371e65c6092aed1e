package org.kith.graph;

/** Receives the hits of a search while it goes on, and steers it. */
public interface Hits extends Visits {
  /** A vector that was scored and is accepted; in any order, each once. */
  void offer(int ordinal, float distance);

  /** Larger distances are of no interest any more; infinite while every distance is. */
  float bound();
}
