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

  /** Deviation of distances to oneself, as a part of those to others, up to which a law holds. */
  private static final double MAX_DEVIATION = 0.25;

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
   */
  static Growth measure(HnswGraph graph, RowScorer scorer) throws IOException {
    if (graph.size() <= EF) {
      return UNKNOWN;
    }
    int[] self = new int[1];
    float[] distance = new float[1];
    float[] own = new float[SAMPLES];
    float[] nearest = new float[SAMPLES];
    float[] farther = new float[SAMPLES];
    int count = 0;
    Walk walk = new Walk();
    for (int i = 0; i < SAMPLES; i++) {
      self[0] = (int) ((long) i * graph.size() / SAMPLES);
      scorer.target(self[0]);
      scorer.score(self, 1, distance);
      walk.nearest(graph, scorer, EF, EF, visits -> true);
      // Rank 0 is the node itself.
      if (Float.isFinite(distance[0]) && walk.count() > FAR) {
        own[count] = distance[0];
        nearest[count] = walk.distance(NEAR);
        farther[count++] = walk.distance(FAR);
      }
    }
    return count > SAMPLES / 2 ? fit(own, nearest, farther, count) : UNKNOWN;
  }

  private static Growth fit(float[] own, float[] nearest, float[] farther, int samples) {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < samples; i++) {
      sum += own[i];
      squares += (double) own[i] * own[i];
    }
    double origin = sum / samples;
    double deviation = Math.sqrt(Math.max(0, squares / samples - origin * origin));
    double logs = 0;
    double gaps = 0;
    int count = 0;
    for (int i = 0; i < samples; i++) {
      double gap = nearest[i] - origin;
      double ratio = (farther[i] - origin) / gap;
      // Not so among equal vectors.
      if (gap > 0 && ratio < Float.MAX_VALUE) {
        // Strict: the same bits everywhere.
        logs += StrictMath.log(ratio);
        gaps += gap;
        count++;
      }
    }
    double exponent = logs / count / StrictMath.log((double) FAR / NEAR);
    boolean lawful = count > SAMPLES / 2 && deviation <= MAX_DEVIATION * gaps / count;
    boolean possible = exponent >= 0 && exponent <= MAX_EXPONENT;
    return lawful && possible ? new Growth((float) origin, (float) exponent) : UNKNOWN;
  }
}
