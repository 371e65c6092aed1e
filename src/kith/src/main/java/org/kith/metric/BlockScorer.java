package org.kith.metric;

import java.io.IOException;

/**
 * Lower bounds of the distances between one query and stored vectors, block by block: faster than a
 * {@link Scorer}, but good for nothing else. Belongs to one thread.
 */
public interface BlockScorer extends AutoCloseable {
  /** Number of blocks. */
  int blocks();

  /** Places of a block; some may be empty. */
  int blockSize();

  /**
   * Bounds of a block's vectors, in the unit of the metric's {@linkplain Metric.Family family}.
   *
   * @param block 0 and up
   * @param bounds get one for each place; infinite where it is empty
   * @param at where they go
   * @return how many vectors the block has
   */
  int score(int block, float[] bounds, int at) throws IOException;

  /**
   * The ordinal of a vector.
   *
   * @param place counted through all blocks, not an empty one
   */
  int ordinal(int place) throws IOException;

  /** Ends the search. */
  @Override
  void close();
}
