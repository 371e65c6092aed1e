package org.kith.quantize;

import java.io.IOException;
import java.util.Arrays;
import org.kith.metric.Scorer;

/**
 * Distances of vectors that estimates place among the nearest so far; all others are infinitely
 * far, and are not looked at.
 */
public final class RefinedScorer implements Scorer {
  private final Scorer estimates;
  private final Scorer distances;

  /** The smallest estimates so far, ascending. */
  private final float[] smallest;

  private int size;

  /** Those of a call whose distances are wanted: ordinals, and where they go. */
  private int[] near = new int[64];

  private int[] places = new int[64];
  private float[] found = new float[64];

  /**
   * For one search.
   *
   * @param estimates of distances, in any unit
   * @param distances of the same query
   * @param most how many of the smallest estimates count; at least 1, and as many as hits are
   *     wanted, so that these are never infinitely far
   */
  public RefinedScorer(Scorer estimates, Scorer distances, int most) {
    this.estimates = estimates;
    this.distances = distances;
    smallest = new float[most];
  }

  @Override
  public void score(int[] ordinals, int count, float[] results) throws IOException {
    estimates.score(ordinals, count, results);
    for (int i = 0; i < count; i++) {
      note(results[i]);
    }
    reserve(count);
    float limit = size < smallest.length ? Float.POSITIVE_INFINITY : smallest[size - 1];
    int wanted = 0;
    for (int i = 0; i < count; i++) {
      if (results[i] <= limit) {
        places[wanted] = i;
        near[wanted++] = ordinals[i];
      }
    }
    distances.score(near, wanted, found);
    Arrays.fill(results, 0, count, Float.POSITIVE_INFINITY);
    for (int i = 0; i < wanted; i++) {
      results[places[i]] = found[i];
    }
  }

  @Override
  public void scoreRange(int first, int count, float[] results) throws IOException {
    int[] ordinals = new int[count];
    Arrays.setAll(ordinals, i -> first + i);
    score(ordinals, count, results);
  }

  private void note(float estimate) {
    int at = size;
    if (size == smallest.length) {
      if (estimate >= smallest[size - 1]) {
        return;
      }
      at--;
    } else {
      size++;
    }
    for (; at > 0 && smallest[at - 1] > estimate; at--) {
      smallest[at] = smallest[at - 1];
    }
    smallest[at] = estimate;
  }

  private void reserve(int count) {
    if (near.length < count) {
      near = new int[count];
      places = new int[count];
      found = new float[count];
    }
  }
}
