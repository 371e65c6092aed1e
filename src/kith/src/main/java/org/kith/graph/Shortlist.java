package org.kith.graph;

import java.io.IOException;
import java.util.Arrays;
import org.kith.metric.Scorer;

/** Vectors of which only lower bounds of the distance are known, and that may be near enough. */
final class Shortlist {
  /** Lower bounds computed between two questions whether the search may go on. */
  private static final int BLOCK = 64;

  /** Vectors scored between two looks at whether the next may matter. */
  private static final int STEP = 16;

  private int[] ordinals = new int[BLOCK];
  private float[] distances = new float[BLOCK];
  private long[] candidates = new long[BLOCK];
  private int size;

  /**
   * Adds to a beam what is near enough for it of all vectors.
   *
   * @param bounds of the distances that {@code scorer} gives
   * @param accept which ordinals may be added; null for all
   * @param hits is told of bounds that were looked at; what is farther than its own is not wanted
   * @return how many were looked at last, which the receiver was not told of
   */
  int scan(Scorer bounds, Scorer scorer, int count, Accept accept, Beam beam, Hits hits)
      throws IOException {
    int next = 0;
    while (true) {
      int looks = 0;
      if (accept == null) {
        looks = Math.min(BLOCK, count - next);
        bounds.scoreRange(next, looks, distances);
        for (int i = 0; i < looks; i++) {
          ordinals[i] = next + i;
        }
        next += looks;
      } else {
        for (; next < count && looks < BLOCK; next++) {
          ordinals[looks] = next;
          looks += accept.accepts(next) ? 1 : 0;
        }
        bounds.score(ordinals, looks, distances);
      }
      float most = hits.bound();
      choose(looks, Math.min(most, beam.bound()));
      refine(scorer, beam, most);
      if (next == count) {
        return looks;
      }
      if (!hits.visited(looks)) {
        return 0;
      }
    }
  }

  /**
   * Scores again what a beam has, the closest first, until lower bounds let none of the next be
   * among those that are wanted. The beam then has only these.
   *
   * @param most how many are wanted
   * @param least how many are scored whatever their bounds
   * @param bound what is farther is not wanted
   */
  void rescore(Scorer bounds, Scorer scorer, Beam beam, int most, int least, float bound)
      throws IOException {
    int count = beam.size();
    if (candidates.length < count) {
      candidates = new long[count];
    }
    for (int i = 0; i < count; i++) {
      candidates[i] = beam.get(i);
    }
    beam.clear(most);
    int next = 0;
    int chosen = 1;
    while (next < count && chosen > 0) {
      boolean all = next < least;
      int end = Math.min(next + STEP, all ? Math.min(least, count) : count);
      chosen = 0;
      while (next < end) {
        ordinals[chosen++] = Candidate.slot(candidates[next++]);
      }
      if (!all) {
        chosen = within(bounds, chosen, Math.min(bound, beam.bound()));
      }
      add(scorer, chosen, beam);
    }
  }

  /** Keeps those of the first ordinals whose bounds are not too large; returns how many. */
  private int within(Scorer bounds, int count, float most) throws IOException {
    bounds.score(ordinals, count, distances);
    int kept = 0;
    for (int i = 0; i < count; i++) {
      ordinals[kept] = ordinals[i];
      kept += distances[i] <= most ? 1 : 0;
    }
    return kept;
  }

  /** Adds the first ordinals to a beam, with their true distances. */
  private void add(Scorer scorer, int count, Beam beam) throws IOException {
    scorer.score(ordinals, count, distances);
    for (int i = 0; i < count; i++) {
      beam.add(Candidate.of(distances[i], ordinals[i]));
    }
  }

  /** Keeps those of the first ordinals whose bounds, in the distances, are not too large. */
  private void choose(int count, float most) {
    size = 0;
    for (int i = 0; i < count; i++) {
      if (distances[i] <= most) {
        candidates[size++] = Candidate.of(distances[i], ordinals[i]);
      }
    }
    Arrays.sort(candidates, 0, size);
  }

  /**
   * Adds to a beam those that are near enough for it, with their true distances. The most promising
   * come first, so that few others have to be scored.
   *
   * @param bound what is farther is of no interest
   */
  private void refine(Scorer scorer, Beam beam, float bound) throws IOException {
    int next = 0;
    int count;
    do {
      float most = Math.min(bound, beam.bound());
      count = 0;
      while (next < size && count < STEP && distance(next) <= most) {
        ordinals[count++] = Candidate.slot(candidates[next++]);
      }
      add(scorer, count, beam);
    } while (count == STEP);
  }

  private float distance(int i) {
    return Candidate.distance(candidates[i]);
  }
}
