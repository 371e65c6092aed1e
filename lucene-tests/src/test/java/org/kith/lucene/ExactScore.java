package org.kith.lucene;

import java.util.Locale;
import org.apache.lucene.index.VectorSimilarityFunction;

/// The judge of all scores: what Lucene's formulas give in double precision, and how far sums of
/// floats in any order may be from it.
///
/// @param low least score that is right
/// @param high greatest score that is right
public record ExactScore(double low, double high) {
  /// Of a float, and of a rounding in the conversion to a score.
  private static final double ULP = Math.scalb(1.0, -23);

  /// Judges a score.
  ///
  /// @throws AssertionError if it is wrong
  public void check(float score, Object of) {
    if (!reaches(score) || !(score <= high + slack())) {
      throw new AssertionError(
          String.format(Locale.ROOT, "%s: score %s is not in %s..%s", of, score, low, high));
    }
  }

  /// Whether a score is as high as this at least.
  public boolean reaches(float score) {
    return score >= low - slack();
  }

  private double slack() {
    return 4 * ULP * Math.abs(high);
  }

  /// The score of two float vectors.
  public static ExactScore of(VectorSimilarityFunction similarity, float[] a, float[] b) {
    double dot = 0;
    double absolute = 0;
    double normA = 0;
    double normB = 0;
    double distance = 0;
    for (int i = 0; i < a.length; i++) {
      dot += (double) a[i] * b[i];
      absolute += Math.abs((double) a[i] * b[i]);
      normA += (double) a[i] * a[i];
      normB += (double) b[i] * b[i];
      distance += ((double) a[i] - b[i]) * ((double) a[i] - b[i]);
    }
    double roundings = (a.length + 4) * ULP;
    if (similarity == VectorSimilarityFunction.COSINE) {
      double norms = Math.sqrt(normA * normB);
      return between(similarity, dot / norms, roundings * (absolute / norms + 1));
    }
    return similarity == VectorSimilarityFunction.EUCLIDEAN
        ? between(similarity, distance, roundings * distance)
        : between(similarity, dot, roundings * absolute);
  }

  /// The score of two byte vectors.
  public static ExactScore of(VectorSimilarityFunction similarity, byte[] a, byte[] b) {
    if (similarity == VectorSimilarityFunction.DOT_PRODUCT) {
      double dot = 0;
      for (int i = 0; i < a.length; i++) {
        dot += a[i] * b[i];
      }
      double score = 0.5 + dot / (a.length * 32768.0);
      return new ExactScore(score, score);
    }
    return of(similarity, widen(a), widen(b));
  }

  private static float[] widen(byte[] vector) {
    float[] floats = new float[vector.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = vector[i];
    }
    return floats;
  }

  private static ExactScore between(
      VectorSimilarityFunction similarity, double value, double error) {
    double one = score(similarity, value - error);
    double other = score(similarity, value + error);
    return new ExactScore(Math.min(one, other), Math.max(one, other));
  }

  private static double score(VectorSimilarityFunction similarity, double value) {
    return switch (similarity) {
      case EUCLIDEAN -> 1 / (1 + value);
      case DOT_PRODUCT, COSINE -> Math.max((1 + value) / 2, 0);
      case MAXIMUM_INNER_PRODUCT -> value < 0 ? 1 / (1 - value) : value + 1;
    };
  }
}
