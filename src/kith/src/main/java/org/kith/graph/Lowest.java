package org.kith.graph;

import java.io.IOException;
import org.kith.kernel.Kernels;
import org.kith.kernel.Selection;
import org.kith.metric.BlockScorer;
import org.kith.metric.Scorer;

/**
 * The nearest vectors, found by lower bounds of all: those with the lowest are scored first, then
 * all others whose bound is not above what was found.
 *
 * <p>Sorting bounds would take longer than computing them. So they are all kept, and the minima of
 * groups of them: at least as many bounds as groups lie below the largest of so many groups'
 * minima, and hardly more where groups are many.
 */
final class Lowest {
  private static final Selection SELECTION = Kernels.selection();

  /** Groups for each vector that is scored. */
  private static final int GROUPS = 2;

  /** One in so many may be found beside those that are wanted. */
  private static final int SURPLUS = 4;

  /** Vectors scored first, for each that is wanted. */
  private static final int FIRST = 2;

  /** By how much more are looked for where too few are accepted. */
  private static final int MORE = 4;

  /** Vectors scored between two looks at whether the next may matter. */
  private static final int STEP = 16;

  /** Blocks, or steps of scoring, between two questions whether the search may go on. */
  private static final int CHECK_EVERY = 8;

  /** Of equal bounds, or where a filter has few, this many times the breadth is scored. */
  private static final int MOST = 2;

  /** Places that are kept for the next search. */
  private static final int KEPT = 1 << 18;

  private float[] bounds = new float[0];
  private int[] places = new int[0];
  private float[] minima = new float[0];
  private final int[] ordinals = new int[STEP];
  private final float[] distances = new float[STEP];

  /** Of the search that is on. */
  private int looked;

  private int groups;
  private int scored;
  private int asked;
  private int most;
  private boolean ended;

  /**
   * Adds to a beam what is near enough for it.
   *
   * @param lower of the distances that {@code scorer} gives
   * @param accept which ordinals may be found; null for all
   * @param breadth about how many are scored at most; never more than twice as many, once the beam
   *     is full
   * @param least how many are scored whatever their bounds
   * @param hits is told of bounds that were looked at, or, where only some ordinals are accepted,
   *     of those of them that were low enough to ask
   * @return how many were looked at last, which the receiver was not told of
   */
  int scan(
      BlockScorer lower, Scorer scorer, Accept accept, int breadth, int least, Beam beam, Hits hits)
      throws IOException {
    ended = false;
    scored = 0;
    asked = 0;
    most = Math.max(least, MOST * breadth);
    int untold = look(lower, accept == null, breadth, hits);
    if (looked > 0) {
      score(lower, scorer, accept, breadth, least, beam, hits);
    }
    return untold < 0 ? 0 : accept == null ? untold : asked;
  }

  /**
   * Gets all bounds.
   *
   * @return how many the receiver was not told of; -1 if it ended the search
   */
  private int look(BlockScorer lower, boolean tells, int breadth, Hits hits) throws IOException {
    int step = lower.blockSize();
    int blocks = lower.blocks();
    reserve(blocks * step);
    looked = 0;
    int untold = 0;
    boolean goOn = true;
    for (int block = 0; goOn && block < blocks; block++) {
      untold += lower.score(block, bounds, looked);
      looked += step;
      if (block % CHECK_EVERY == CHECK_EVERY - 1 && block < blocks - 1) {
        goOn = hits.visited(tells ? untold : 0);
        untold = 0;
      }
    }
    groups = (int) Math.min((Math.ceilDiv((long) GROUPS * breadth, step)) * step, looked);
    if (minima.length < groups) {
      minima = new float[groups];
    }
    SELECTION.minima(bounds, looked, groups, minima);
    return goOn ? untold : -1;
  }

  private void score(
      BlockScorer lower, Scorer scorer, Accept accept, int breadth, int least, Beam beam, Hits hits)
      throws IOException {
    // What is to be scored whatever its bound must not be left out because of it.
    float bound = least > 0 ? Float.POSITIVE_INFINITY : hits.bound();
    int first = Math.max(least, Math.min(breadth, FIRST * beam.capacity()));
    long wanted = first;
    float done = Float.NaN; // Not above any bound, nor below.
    while (!ended
        && (scored < least || (scored < breadth && !(done >= Math.min(bound, beam.bound()))))) {
      float limit = wanted <= groups ? limit((int) wanted) : Float.MAX_VALUE;
      if (scored >= least) {
        limit = Math.min(limit, Math.min(bound, beam.bound()));
      }
      limit = Math.min(limit, Float.MAX_VALUE);
      int count = SELECTION.select(bounds, looked, limit, places);
      scoreSome(lower, scorer, accept, count, done, least, beam, hits);
      if (limit == Float.MAX_VALUE) {
        break;
      }
      done = limit;
      wanted = scored >= first && wanted < breadth ? breadth : wanted * MORE;
    }
  }

  /**
   * Scores what is among the first places.
   *
   * @param done up to this bound all are scored
   */
  private void scoreSome(
      BlockScorer lower,
      Scorer scorer,
      Accept accept,
      int count,
      float done,
      int least,
      Beam beam,
      Hits hits)
      throws IOException {
    float farthest = beam.bound();
    int waiting = 0;
    for (int i = 0; i < count && !ended; i++) {
      float bound = bounds[places[i]];
      if (!(bound <= done) && (bound <= farthest || scored + waiting < least)) {
        int ordinal = lower.ordinal(places[i]);
        asked++;
        if (accept == null || accept.accepts(ordinal)) {
          ordinals[waiting++] = ordinal;
          if (waiting == STEP) {
            score(scorer, waiting, beam);
            waiting = 0;
            farthest = beam.bound();
            ended = isEnough(beam, hits);
          }
        }
      }
    }
    score(scorer, waiting, beam);
  }

  /** Asks now and then whether the search may go on, too. */
  private boolean isEnough(Beam beam, Hits hits) {
    return (scored >= most && beam.size() == beam.capacity())
        || (scored % (STEP * CHECK_EVERY) == 0 && !hits.visited(0));
  }

  /** Keeps no more memory than most searches need. */
  void release() {
    if (bounds.length > KEPT) {
      bounds = new float[0];
      places = new int[0];
    }
  }

  private void score(Scorer scorer, int count, Beam beam) throws IOException {
    scorer.score(ordinals, count, distances);
    for (int i = 0; i < count; i++) {
      beam.add(Candidate.of(distances[i], ordinals[i]));
    }
    scored += count;
  }

  /**
   * What at least so many minima are not above, and hardly more; by halving what is in question.
   */
  private float limit(int wanted) {
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

  private void reserve(int all) {
    if (bounds.length < all) {
      bounds = new float[all];
      places = new int[all];
    }
  }
}
