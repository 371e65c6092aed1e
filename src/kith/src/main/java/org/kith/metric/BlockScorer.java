package org.kith.metric;

import java.io.IOException;

/**
 * Lower bounds of the distances between one query and all stored vectors, block by block: faster
 * than a {@link Scorer}, but good for nothing else. Belongs to one thread.
 */
public interface BlockScorer extends AutoCloseable {
  /** Number of vectors. */
  int size();

  /** Ordinals of a block; the last may have fewer. */
  int blockSize();

  /**
   * Bounds of a block's vectors, in the unit of the metric's {@linkplain Metric.Family family}.
   *
   * @param block 0 and up
   * @param bounds get as many as a block has; infinite where the last one has fewer
   * @param at where they go
   */
  void score(int block, float[] bounds, int at) throws IOException;

  /** Ends the search. */
  @Override
  void close();
}
