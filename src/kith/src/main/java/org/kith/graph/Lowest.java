package org.kith.graph;

import java.io.IOException;
import java.util.Arrays;
import org.kith.kernel.Kernels;
import org.kith.kernel.Selection;
import org.kith.metric.BlockScorer;

/**
 * The vectors with the lowest of all bounds.
 *
 * <p>Adding bounds one by one to a sorted list of the lowest so far would take longer than
 * computing them. So they are all kept, and the minima of groups of them: at least as many bounds
 * as groups lie below the largest of so many groups' minima, and hardly more where groups are many.
 */
final class Lowest {
  private static final Selection SELECTION = Kernels.selection();

  /** Groups for each vector that is wanted. */
  private static final int GROUPS = 2;

  /** By how much more are looked for where too few are accepted. */
  private static final int MORE = 4;

  /** Blocks between two questions whether the search may go on. */
  private static final int CHECK_EVERY = 8;

  private float[] bounds = new float[0];
  private int[] places = new int[0];
  private float[] minima = new float[0];
  private long[] candidates = new long[0];
  private int size;

  /**
   * Finds them; results in {@link #size} and {@link #get}.
   *
   * @param accept which ordinals may be found; null for all
   * @param most how many are wanted
   * @param hits is told of bounds that were looked at, or, where only some ordinals are accepted,
   *     of those of them that were low enough to ask; what is farther than its own is not wanted
   * @return how many were looked at last, which the receiver was not told of
   */
  int find(BlockScorer scorer, Accept accept, int most, Hits hits) throws IOException {
    int step = scorer.blockSize();
    int blocks = Math.ceilDiv(scorer.size(), step);
    int cycle = Math.clamp(Math.ceilDiv((long) GROUPS * most, step), 1, blocks);
    reserve(blocks * step, cycle * step);
    Arrays.fill(minima, 0, cycle * step, Float.POSITIVE_INFINITY);
    int looked = 0;
    int told = 0;
    boolean goOn = true;
    for (int block = 0; block < blocks && goOn; block++) {
      if (block % CHECK_EVERY == 0 && block > 0) {
        goOn = hits.visited(accept == null ? looked - told : 0);
        told = looked;
      }
      scorer.score(block, bounds, looked);
      SELECTION.lower(minima, block % cycle * step, bounds, looked, step);
      looked += step;
    }
    Arrays.sort(minima, 0, cycle * step);
    choose(looked, accept, most, cycle * step, hits.bound());
    int last = accept == null ? scorer.size() - told : size;
    return goOn ? last : 0;
  }

  private void choose(int looked, Accept accept, int most, int groups, float bound) {
    long wanted = most;
    float limit;
    do {
      limit = Math.min(bound, wanted <= groups ? minima[(int) wanted - 1] : Float.MAX_VALUE);
      limit = Math.min(limit, Float.MAX_VALUE);
      collect(SELECTION.select(bounds, looked, limit, places), accept);
      wanted *= MORE;
    } while (size < most && limit < bound && limit < Float.MAX_VALUE);
    Arrays.sort(candidates, 0, size);
    size = Math.min(size, most);
  }

  private void collect(int count, Accept accept) {
    if (candidates.length < count) {
      candidates = new long[count];
    }
    size = 0;
    for (int i = 0; i < count; i++) {
      int ordinal = places[i];
      if (accept == null || accept.accepts(ordinal)) {
        candidates[size++] = Candidate.of(bounds[ordinal], ordinal);
      }
    }
  }

  /** How many were found. */
  int size() {
    return size;
  }

  /** The one with the {@code i}-th lowest bound, which it has as its distance. */
  long get(int i) {
    return candidates[i];
  }

  private void reserve(int all, int groups) {
    if (bounds.length < all) {
      bounds = new float[all];
      places = new int[all];
    }
    if (minima.length < groups) {
      minima = new float[groups];
    }
  }
}
