package org.kith.graph;

import java.io.IOException;
import org.kith.metric.RowScorer;
import org.kith.metric.Space;

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

  /** Measures the growth around some nodes of a graph. */
  static Growth measure(HnswGraph graph, Space space) throws IOException {
    if (graph.size() <= EF) {
      return UNKNOWN;
    }
    RowScorer scorer = space.rowScorer();
    int[] self = new int[1];
    float[] nearest = new float[SAMPLES];
    float[] farther = new float[SAMPLES];
    float[] own = new float[1];
    float origin = Float.POSITIVE_INFINITY;
    float highest = Float.NEGATIVE_INFINITY;
    Walk walk = new Walk();
    for (int i = 0; i < SAMPLES; i++) {
      self[0] = (int) ((long) i * graph.size() / SAMPLES);
      scorer.target(self[0]);
      scorer.score(self, 1, own);
      origin = Math.min(origin, own[0]);
      highest = Math.max(highest, own[0]);
      walk.nearest(graph, scorer, EF, EF, count -> true);
      // Rank 0 is the node itself.
      boolean enough = walk.count() > FAR;
      nearest[i] = enough ? walk.distance(NEAR) : Float.NaN;
      farther[i] = enough ? walk.distance(FAR) : Float.NaN;
    }
    return fit(origin, highest, nearest, farther);
  }

  private static Growth fit(float origin, float highest, float[] nearest, float[] farther) {
    double logs = 0;
    double gaps = 0;
    int count = 0;
    for (int i = 0; i < nearest.length; i++) {
      double gap = nearest[i] - origin;
      double ratio = (farther[i] - origin) / gap;
      // Not so among equal vectors, nor where a walk found too few.
      if (gap > 0 && ratio < Float.MAX_VALUE) {
        // Strict: the same bits everywhere.
        logs += StrictMath.log(ratio);
        gaps += gap;
        count++;
      }
    }
    double exponent = logs / count / StrictMath.log((double) FAR / NEAR);
    boolean lawful = count > nearest.length / 2 && highest - origin <= MAX_SPREAD * gaps / count;
    return lawful && exponent <= MAX_EXPONENT ? new Growth(origin, (float) exponent) : UNKNOWN;
  }
}
