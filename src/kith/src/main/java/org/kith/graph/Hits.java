package org.kith.graph;

/** Receives the hits of a search while it goes on, and steers it. */
public interface Hits extends Visits {
  /** Wants all, and goes on. */
  Hits ALL =
      new Hits() {
        @Override
        public void offer(int ordinal, float distance) {}

        @Override
        public float bound() {
          return Float.POSITIVE_INFINITY;
        }

        @Override
        public boolean visited(int count) {
          return true;
        }
      };

  /** A vector that was scored and is accepted; in any order, each once. */
  void offer(int ordinal, float distance);

  /** Larger distances are of no interest any more; infinite while every distance is. */
  float bound();
}
