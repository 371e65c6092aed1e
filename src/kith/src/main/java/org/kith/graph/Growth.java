package org.kith.graph;

import java.io.IOException;
import org.kith.metric.RowScorer;

/**
 * How fast distances grow from the nearest neighbour to farther ones: the {@code j}-th is about
 * {@code j^exponent} times as far from {@code origin} as the first. Measured on the vectors of a
 * graph, and kept with it.
 *
 * <p>It turns efSearch into a radius. A walk for {@code k} neighbours may stop when all candidates
 * are farther than {@link #reach} times the {@code k}-th best: that spends little on easy queries,
 * whose neighbours stand out, and more on hard ones, where a list of efSearch candidates spends the
 * same on all. The rule is that of Al-Jazzazi et al., "Distance Adaptive Beam Search for Provably
 * Accurate Graph-Based Nearest Neighbor Search", 2025; what is measured here chooses its parameter.
 *
 * @param origin the distance of a vector to itself
 * @param exponent at least 0; 0 if such a law does not hold or was not measured
 */
public record Growth(float origin, float exponent) {
  /** Says nothing: walks keep to a list of efSearch candidates. */
  public static final Growth UNKNOWN = new Growth(0, 0);

  /** Beyond any that vectors have: distances that grow faster than this are an error. */
  private static final float MAX_EXPONENT = 64;

  private static final int SAMPLES = 128;

  /** The ranks between which the exponent is measured. */
  private static final int NEAR = 10;

  private static final int FAR = 80;

  private static final int EF = 96;

  /** Distances to oneself that differ by more than this part of the distance to others. */
  private static final double MAX_SPREAD = 0.05;

  /**
   * Part of the exponent that is used. With the whole of it a walk of some efSearch costs more than
   * one that is bounded by the list alone, because dense places take more than sparse ones save.
   */
  private static final double SHARE = 0.85;

  /**
   * Part of the exponent below which distances are flat. Of queries that are like the vectors one
   * in a hundred or fewer come below it, but for cities, whose density varies most; queries far
   * from all vectors are below a third of it.
   */
  private static final double FLAT = 0.2;

  /**
   * @throws CorruptGraphException if these cannot have been measured
   */
  public static Growth of(float origin, float exponent) throws CorruptGraphException {
    if (!Float.isFinite(origin) || !(exponent >= 0 && exponent <= MAX_EXPONENT)) {
      throw new CorruptGraphException("growth " + exponent + " from " + origin);
    }
    return new Growth(origin, exponent);
  }

  /** Whether there is a radius. */
  boolean isKnown() {
    return exponent > 0;
  }

  /**
   * How much farther than the {@code k}-th neighbour a walk looks; at least 1 for efSearch of k.
   */
  float reach(int efSearch, int k) {
    return (float) Math.pow((double) efSearch / k, SHARE * exponent);
  }

  /**
   * Whether distances from the {@code k}-th to the {@code count}-th of those found grow so much
   * more slowly than between neighbours that what they belong to lies far from all vectors: seen
   * from afar all are nearly equally far.
   */
  boolean isFlat(float kth, int k, float last, int count) {
    float gap = kth - origin;
    return gap > 0 && (last - origin) / gap < Math.pow((double) count / k, FLAT * exponent);
  }

  /**
   * Measures the growth around some nodes of a graph.
   *
   * @param scorer gives the distances that walks will see; its targets stand for queries
   * @param exact gives true distances
   */
  static Growth measure(HnswGraph graph, RowScorer scorer, RowScorer exact) throws IOException {
    if (graph.size() <= EF) {
      return UNKNOWN;
    }
    int[] pair = new int[2];
    float[] distances = new float[2];
    float lowest = Float.POSITIVE_INFINITY;
    float highest = Float.NEGATIVE_INFINITY;
    double gaps = 0;
    double sum = 0;
    float[] nearest = new float[SAMPLES];
    float[] farther = new float[SAMPLES];
    int count = 0;
    Walk walk = new Walk();
    for (int i = 0; i < SAMPLES; i++) {
      pair[0] = (int) ((long) i * graph.size() / SAMPLES);
      scorer.target(pair[0]);
      scorer.score(pair, 1, distances);
      float own = distances[0];
      walk.nearest(graph, scorer, EF, EF, visits -> true);
      if (!Float.isFinite(own) || walk.count() <= FAR) {
        continue;
      }
      // Rank 0 is the node itself.
      pair[1] = walk.ordinal(NEAR);
      exact.target(pair[0]);
      exact.score(pair, 2, distances);
      lowest = Math.min(lowest, distances[0]);
      highest = Math.max(highest, distances[0]);
      gaps += (double) distances[1] - distances[0];
      sum += own;
      nearest[count] = walk.distance(NEAR);
      farther[count++] = walk.distance(FAR);
    }
    boolean lawful = count > SAMPLES / 2 && highest - lowest <= MAX_SPREAD * gaps / count;
    return lawful ? fit((float) (sum / count), nearest, farther, count) : UNKNOWN;
  }

  private static Growth fit(float origin, float[] nearest, float[] farther, int samples) {
    double logs = 0;
    int count = 0;
    for (int i = 0; i < samples; i++) {
      double gap = nearest[i] - origin;
      double ratio = (farther[i] - origin) / gap;
      // Not so among equal vectors.
      if (gap > 0 && ratio < Float.MAX_VALUE) {
        // Strict: the same bits everywhere.
        logs += StrictMath.log(ratio);
        count++;
      }
    }
    double exponent = logs / count / StrictMath.log((double) FAR / NEAR);
    boolean lawful = count > SAMPLES / 2 && exponent >= 0 && exponent <= MAX_EXPONENT;
    return lawful ? new Growth(origin, (float) exponent) : UNKNOWN;
  }
}
