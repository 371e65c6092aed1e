package org.kith.graph;

import java.io.IOException;
import org.kith.kernel.Kernels;
import org.kith.kernel.Selection;
import org.kith.metric.BlockScorer;
import org.kith.metric.Scorer;

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

  /** One in so many may be found beside those that are wanted. */
  private static final int SURPLUS = 4;

  /** By how much more are looked for where too few are accepted. */
  private static final int MORE = 4;

  /** Vectors scored between two looks at whether the next may matter. */
  private static final int STEP = 16;

  /** Blocks between two questions whether the search may go on. */
  private static final int CHECK_EVERY = 8;

  private float[] bounds = new float[0];
  private int[] places = new int[0];
  private float[] minima = new float[0];
  private final int[] ordinals = new int[STEP];
  private final float[] distances = new float[STEP];
  private final Frontier found = new Frontier();
  private int size;

  /**
   * Adds to a beam what is near enough for it of the vectors with the lowest bounds.
   *
   * @param lower of the distances that {@code scorer} gives
   * @param breadth how many are scored at most
   * @param least how many are scored whatever their bounds
   * @return how many bounds were looked at last, which the receiver was not told of
   */
  int scan(
      BlockScorer lower, Scorer scorer, Accept accept, int breadth, int least, Beam beam, Hits hits)
      throws IOException {
    // What is to be scored whatever its bound must not be left out because of it.
    float bound = least > 0 ? Float.POSITIVE_INFINITY : hits.bound();
    int last = find(lower, accept, breadth, bound, hits);
    int scored = 0;
    int count;
    do {
      float most = Math.min(bound, beam.bound());
      count = 0;
      while (size > 0 && count < STEP && (scored + count < least || next() <= most)) {
        ordinals[count++] = Candidate.slot(poll());
      }
      scorer.score(ordinals, count, distances);
      for (int i = 0; i < count; i++) {
        beam.add(Candidate.of(distances[i], ordinals[i]));
      }
      scored += count;
    } while (count == STEP);
    return last;
  }

  /**
   * Finds them; results by {@link #poll}.
   *
   * @param accept which ordinals may be found; null for all
   * @param most how many are wanted
   * @param bound what is above is not wanted
   * @param hits is told of bounds that were looked at, or, where only some ordinals are accepted,
   *     of those of them that were low enough to ask
   * @return how many were looked at last, which the receiver was not told of
   */
  int find(BlockScorer scorer, Accept accept, int most, float bound, Hits hits) throws IOException {
    int step = scorer.blockSize();
    int blocks = Math.ceilDiv(scorer.size(), step);
    int groups = step * Math.clamp(Math.ceilDiv((long) GROUPS * most, step), 1, blocks);
    reserve(blocks * step, groups);
    int looked = 0;
    int told = 0;
    boolean goOn = true;
    for (int block = 0; goOn; block++) {
      scorer.score(block, bounds, looked);
      looked += step;
      if (block == blocks - 1) {
        break;
      }
      if (block % CHECK_EVERY == CHECK_EVERY - 1) {
        goOn = hits.visited(accept == null ? looked - told : 0);
        told = looked;
      }
    }
    groups = Math.min(groups, looked);
    SELECTION.minima(bounds, looked, groups, minima);
    choose(looked, accept, most, groups, bound);
    int last = accept == null ? scorer.size() - told : size;
    return goOn ? last : 0;
  }

  private void choose(int looked, Accept accept, int most, int groups, float bound) {
    long wanted = most;
    float limit;
    do {
      limit = wanted <= groups ? limit(groups, (int) wanted) : Float.MAX_VALUE;
      limit = Math.min(Math.min(limit, bound), Float.MAX_VALUE);
      collect(SELECTION.select(bounds, looked, limit, places), accept);
      wanted *= MORE;
    } while (size < most && limit < bound && limit < Float.MAX_VALUE);
    size = Math.min(size, most);
  }

  private void collect(int count, Accept accept) {
    found.clear();
    size = 0;
    for (int i = 0; i < count; i++) {
      int ordinal = places[i];
      if (accept == null || accept.accepts(ordinal)) {
        found.add(Candidate.of(bounds[ordinal], ordinal));
        size++;
      }
    }
  }

  /**
   * What at least so many minima are not above, and hardly more; by halving what is in question.
   */
  private float limit(int groups, int wanted) {
    int low = Candidate.sortable(Float.NEGATIVE_INFINITY);
    int high = Candidate.sortable(Float.POSITIVE_INFINITY);
    while (low < high) {
      int middle = (low & high) + ((low ^ high) >> 1);
      int count = SELECTION.count(minima, groups, Candidate.unsorted(middle));
      if (count < wanted) {
        low = middle + 1;
      } else {
        high = middle;
        if (count <= wanted + wanted / SURPLUS) {
          break;
        }
      }
    }
    return Candidate.unsorted(high);
  }

  /** How many were found and not polled. */
  int size() {
    return size;
  }

  /** Takes the one with the lowest bound, which it has as its distance. */
  long poll() {
    size--;
    return found.poll();
  }

  /** The lowest bound that was not polled. */
  private float next() {
    return Candidate.distance(found.peek());
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
