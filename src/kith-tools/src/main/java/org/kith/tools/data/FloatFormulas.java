package org.kith.tools.data;

/** Distances of numbers. */
final class FloatFormulas {
  private FloatFormulas() {}

  // Four sums in the two that most data sets are under: one alone would wait for its previous
  // addition in every step.

  static double l2sq(float[] a, float[] b, int from, int to) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = from;
    for (; i + 3 < to; i += 4) {
      double d0 = (double) a[i] - b[i];
      double d1 = (double) a[i + 1] - b[i + 1];
      double d2 = (double) a[i + 2] - b[i + 2];
      double d3 = (double) a[i + 3] - b[i + 3];
      s0 += d0 * d0;
      s1 += d1 * d1;
      s2 += d2 * d2;
      s3 += d3 * d3;
    }
    for (; i < to; i++) {
      double d = (double) a[i] - b[i];
      s0 += d * d;
    }
    return s0 + s1 + (s2 + s3);
  }

  private static double dot(float[] a, float[] b, int from, int to) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = from;
    for (; i + 3 < to; i += 4) {
      s0 += (double) a[i] * b[i];
      s1 += (double) a[i + 1] * b[i + 1];
      s2 += (double) a[i + 2] * b[i + 2];
      s3 += (double) a[i + 3] * b[i + 3];
    }
    for (; i < to; i++) {
      s0 += (double) a[i] * b[i];
    }
    return s0 + s1 + (s2 + s3);
  }

  static double ip(float[] a, float[] b, int from, int to) {
    return -dot(a, b, from, to);
  }

  static double cos(float[] a, float[] b, int from, int to) {
    double squares = dot(a, a, from, to) * dot(b, b, from, to);
    return squares == 0 ? 1 : 1 - dot(a, b, from, to) / Math.sqrt(squares);
  }

  static double l1(float[] a, float[] b, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += Math.abs((double) a[i] - b[i]);
    }
    return sum;
  }

  static double linf(float[] a, float[] b, int from, int to) {
    double largest = 0;
    for (int i = from; i < to; i++) {
      largest = Math.max(largest, Math.abs((double) a[i] - b[i]));
    }
    return largest;
  }

  static Definition.OfFloats lp(double p) {
    return (a, b, from, to) -> {
      double sum = 0;
      for (int i = from; i < to; i++) {
        sum += Math.pow(Math.abs((double) a[i] - b[i]), p);
      }
      return Math.pow(sum, 1 / p);
    };
  }

  static double pearson(float[] a, float[] b, int from, int to) {
    double meanOfA = mean(a, from, to);
    double meanOfB = mean(b, from, to);
    double both = 0;
    double ofA = 0;
    double ofB = 0;
    for (int i = from; i < to; i++) {
      double x = a[i] - meanOfA;
      double y = b[i] - meanOfB;
      both += x * y;
      ofA += x * x;
      ofB += y * y;
    }
    boolean constant = isConstant(a, from, to) || isConstant(b, from, to);
    return constant ? 1 : 1 - both / Math.sqrt(ofA * ofB);
  }

  private static double mean(float[] a, int from, int to) {
    return sum(a, from, to) / (to - from);
  }

  private static double sum(float[] a, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += a[i];
    }
    return sum;
  }

  private static boolean isConstant(float[] a, int from, int to) {
    for (int i = from; i < to; i++) {
      if (a[i] != a[from]) {
        return false;
      }
    }
    return true;
  }

  /** The central angle of two places given as latitude and longitude in degrees. */
  static double haversine(float[] a, float[] b, int from, int to) {
    double latitudeOfA = Math.toRadians(a[from]);
    double latitudeOfB = Math.toRadians(b[from]);
    double north = Math.sin((latitudeOfB - latitudeOfA) / 2);
    double east = Math.sin(Math.toRadians((double) b[to - 1] - a[to - 1]) / 2);
    double chord = north * north + Math.cos(latitudeOfA) * Math.cos(latitudeOfB) * east * east;
    return 2 * Math.asin(Math.min(1, Math.sqrt(chord)));
  }

  /** The mean divergence of both distributions from the one between them, in nats. */
  static double jsd(float[] a, float[] b, int from, int to) {
    double ofA = sum(a, from, to);
    double ofB = sum(b, from, to);
    if (ofA == 0 || ofB == 0) {
      return ofA == ofB ? 0 : Math.log(2);
    }
    double sum = 0;
    for (int i = from; i < to; i++) {
      double p = a[i] / ofA;
      double q = b[i] / ofB;
      sum += divergence(p, (p + q) / 2) + divergence(q, (p + q) / 2);
    }
    return Math.max(0, sum / 2);
  }

  private static double divergence(double p, double mean) {
    return p == 0 ? 0 : p * Math.log(p / mean);
  }

  static double canberra(float[] a, float[] b, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      if (a[i] != b[i]) {
        sum += Math.abs((double) a[i] - b[i]) / (Math.abs((double) a[i]) + Math.abs((double) b[i]));
      }
    }
    return sum;
  }

  static double braycurtis(float[] a, float[] b, int from, int to) {
    double all = sum(a, from, to) + sum(b, from, to);
    return all == 0 ? 0 : l1(a, b, from, to) / all;
  }

  static double jaccard(float[] a, float[] b, int from, int to) {
    double smaller = 0;
    double larger = 0;
    for (int i = from; i < to; i++) {
      smaller += Math.min(a[i], b[i]);
      larger += Math.max(a[i], b[i]);
    }
    return larger == 0 ? 0 : 1 - smaller / larger;
  }
}
