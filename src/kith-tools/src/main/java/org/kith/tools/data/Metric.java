package org.kith.tools.data;

import java.util.List;
import java.util.Locale;
import org.apache.lucene.index.VectorSimilarityFunction;

/** What "near" means in a data set: exact distances in double, smaller is nearer. */
public enum Metric {
  /** Squared Euclidean distance. */
  L2SQ(VectorSimilarityFunction.EUCLIDEAN, "l2sq", "l2", "euclidean"),
  /** One minus the cosine of the angle. */
  COS(VectorSimilarityFunction.COSINE, "cos", "cosine", "cosinesimil", "angular"),
  /** Minus the inner product. */
  IP(VectorSimilarityFunction.MAXIMUM_INNER_PRODUCT, "ip", "innerproduct", "inner_product", "dot");

  private final VectorSimilarityFunction similarity;
  private final List<String> names;

  Metric(VectorSimilarityFunction similarity, String... names) {
    this.similarity = similarity;
    this.names = List.of(names);
  }

  /** The metric that people call by this name; libraries' own names are understood. */
  public static Metric named(String name) {
    for (Metric metric : values()) {
      if (metric.names.contains(name.toLowerCase(Locale.ROOT))) {
        return metric;
      }
    }
    throw new IllegalArgumentException(
        "metric '" + name + "' is not built yet; this release measures l2sq, cos and ip");
  }

  /** The name in data sets and reports. */
  public String label() {
    return names.getFirst();
  }

  /** Lucene's similarity that ranks as this metric does. */
  public VectorSimilarityFunction similarity() {
    return similarity;
  }

  /** The distance of two vectors of equal length. */
  public double distance(float[] a, float[] b) {
    return switch (this) {
      case L2SQ -> squaredDistance(a, b);
      case COS -> 1 - dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
      case IP -> -dot(a, b);
    };
  }

  // Four sums each: one alone would wait for its previous addition in every step.

  private static double squaredDistance(float[] a, float[] b) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 3 < a.length; i += 4) {
      double d0 = (double) a[i] - b[i];
      double d1 = (double) a[i + 1] - b[i + 1];
      double d2 = (double) a[i + 2] - b[i + 2];
      double d3 = (double) a[i + 3] - b[i + 3];
      s0 += d0 * d0;
      s1 += d1 * d1;
      s2 += d2 * d2;
      s3 += d3 * d3;
    }
    for (; i < a.length; i++) {
      double d = (double) a[i] - b[i];
      s0 += d * d;
    }
    return s0 + s1 + (s2 + s3);
  }

  private static double dot(float[] a, float[] b) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 3 < a.length; i += 4) {
      s0 += (double) a[i] * b[i];
      s1 += (double) a[i + 1] * b[i + 1];
      s2 += (double) a[i + 2] * b[i + 2];
      s3 += (double) a[i + 3] * b[i + 3];
    }
    for (; i < a.length; i++) {
      s0 += (double) a[i] * b[i];
    }
    return s0 + s1 + (s2 + s3);
  }
}
