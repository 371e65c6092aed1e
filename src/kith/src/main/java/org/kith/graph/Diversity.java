package org.kith.graph;

import java.io.IOException;
import java.util.Arrays;
import org.kith.metric.RowScorer;
import org.kith.metric.Space;

/**
 * Chooses a node's neighbours among candidates: closest first, leaving out every candidate that is
 * closer to one already chosen than to the node itself (Malkov and Yashunin 2018, algorithm 4), or
 * where the metric asks for slack, that many times closer (as Subramanya et al., "DiskANN", 2019,
 * algorithm 2). So links point in different directions, and a walk finds its way with few of them.
 */
final class Diversity {
  private final RowScorer scorer;
  private final float slack;
  private long[] alive = new long[0];
  private int[] ordinals = new int[0];
  private float[] distances = new float[0];

  Diversity(Space space) {
    scorer = space.rowScorer();
    slack = space.slack();
  }

  /**
   * Chooses neighbours.
   *
   * @param candidates the first {@code count}, with their distances to the node, each slot once,
   *     marked if they were all chosen together for this node before; are sorted here
   * @param max how many are chosen at most
   * @param chosen receives slots, closest first
   * @return how many were chosen
   */
  int choose(Layer layer, long[] candidates, int count, int max, int[] chosen) throws IOException {
    reserve(count);
    Arrays.sort(candidates, 0, count);
    System.arraycopy(candidates, 0, alive, 0, count);
    int kept = 0;
    int left = count;
    while (left > 0 && kept < max) {
      chosen[kept++] = Candidate.slot(alive[0]);
      left--;
      if (left > 0 && kept < max) {
        left = dropOccluded(layer, alive[0], left);
      }
    }
    return kept;
  }

  /**
   * Keeps, of candidates 1 to {@code left}, those not closer to {@code nearest} than to the node.
   * Of equal vectors one is kept: thousands of them would crowd out every link that leads away.
   */
  private int dropOccluded(Layer layer, long nearest, int left) throws IOException {
    int asked = 0;
    for (int i = 1; i <= left; i++) {
      if (!together(nearest, alive[i])) {
        ordinals[asked++] = layer.ordinal(Candidate.slot(alive[i]));
      }
    }
    if (asked > 0) {
      scorer.target(layer.ordinal(Candidate.slot(nearest)));
      scorer.score(ordinals, asked, distances);
    }
    float toNode = Candidate.distance(nearest);
    int next = 0;
    int answer = 0;
    for (int i = 1; i <= left; i++) {
      long candidate = alive[i];
      if (together(nearest, candidate)) {
        alive[next++] = candidate;
        continue;
      }
      float distance = Candidate.distance(candidate);
      float between = distances[answer++];
      boolean equal = distance == toNode && between == distance;
      if (slack * between >= distance && !equal) {
        alive[next++] = candidate;
      }
    }
    return next;
  }

  /** Whether two candidates were chosen together before: neither leaves out the other. */
  private static boolean together(long a, long b) {
    return Candidate.marked(a) && Candidate.marked(b);
  }

  /**
   * Adds to neighbours that are given: candidates, closest first, none closer to one of them than
   * to the node.
   *
   * @param candidates the first {@code count}, none of them chosen already; are sorted here
   * @param chosen the first {@code kept} are given
   * @return how many there are now, at most {@code max}
   */
  int extend(Layer layer, long[] candidates, int count, int max, int[] chosen, int kept)
      throws IOException {
    reserve(max);
    Arrays.sort(candidates, 0, count);
    for (int i = 0; i < kept; i++) {
      ordinals[i] = layer.ordinal(chosen[i]);
    }
    int degree = kept;
    for (int i = 0; i < count && degree < max; i++) {
      int slot = Candidate.slot(candidates[i]);
      int ordinal = layer.ordinal(slot);
      scorer.target(ordinal);
      scorer.score(ordinals, degree, distances);
      if (!occluded(Candidate.distance(candidates[i]), degree)) {
        ordinals[degree] = ordinal;
        chosen[degree++] = slot;
      }
    }
    return degree;
  }

  private boolean occluded(float distance, int degree) {
    for (int i = 0; i < degree; i++) {
      if (slack * distances[i] < distance) {
        return true;
      }
    }
    return false;
  }

  private void reserve(int count) {
    if (alive.length < count) {
      alive = new long[2 * count];
      ordinals = new int[2 * count];
      distances = new float[2 * count];
    }
  }
}
