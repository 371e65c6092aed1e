package org.kith.kernel;

import java.lang.foreign.MemorySegment;

/** The scalar twins over f32 rows: each kernel in plain arithmetic, one method each. */
final class ScalarF32 extends F32Kernel {
  /** One comparison. */
  interface Comparison {
    float value(float[] query, MemorySegment rows, long row);
  }

  private final Comparison comparison;

  ScalarF32(int dims, Comparison comparison) {
    this(dims, Preparation.NONE, comparison);
  }

  ScalarF32(int dims, Preparation preparation, Comparison comparison) {
    super(dims, preparation);
    this.comparison = comparison;
  }

  @Override
  float one(MemorySegment rows, long row) {
    return comparison.value(query, rows, row);
  }

  static float dot(float[] query, MemorySegment rows, long row) {
    // Four sums: an addition takes four cycles, and Java may not reorder them itself.
    float sum0 = 0;
    float sum1 = 0;
    float sum2 = 0;
    float sum3 = 0;
    int i = 0;
    for (; i + 4 <= query.length; i += 4, row += 16) {
      sum0 += query[i] * rows.get(FLOAT, row);
      sum1 += query[i + 1] * rows.get(FLOAT, row + 4);
      sum2 += query[i + 2] * rows.get(FLOAT, row + 8);
      sum3 += query[i + 3] * rows.get(FLOAT, row + 12);
    }
    for (; i < query.length; i++, row += 4) {
      sum0 += query[i] * rows.get(FLOAT, row);
    }
    return (sum0 + sum1) + (sum2 + sum3);
  }

  static float squaredL2(float[] query, MemorySegment rows, long row) {
    float sum0 = 0;
    float sum1 = 0;
    float sum2 = 0;
    float sum3 = 0;
    int i = 0;
    for (; i + 4 <= query.length; i += 4, row += 16) {
      float d0 = query[i] - rows.get(FLOAT, row);
      float d1 = query[i + 1] - rows.get(FLOAT, row + 4);
      float d2 = query[i + 2] - rows.get(FLOAT, row + 8);
      float d3 = query[i + 3] - rows.get(FLOAT, row + 12);
      sum0 += d0 * d0;
      sum1 += d1 * d1;
      sum2 += d2 * d2;
      sum3 += d3 * d3;
    }
    for (; i < query.length; i++, row += 4) {
      float d = query[i] - rows.get(FLOAT, row);
      sum0 += d * d;
    }
    return (sum0 + sum1) + (sum2 + sum3);
  }

  static float l1(float[] query, MemorySegment rows, long row) {
    double sum = 0;
    for (int i = 0; i < query.length; i++) {
      sum += Math.abs(query[i] - element(rows, row, i));
    }
    return (float) sum;
  }

  static float linf(float[] query, MemorySegment rows, long row) {
    float max = 0;
    for (int i = 0; i < query.length; i++) {
      max = Math.max(max, Math.abs(query[i] - element(rows, row, i)));
    }
    return max;
  }

  /** Relative to the largest difference, so that no power overflows. */
  static Comparison lp(double p) {
    return (query, rows, row) -> {
      float largest = linf(query, rows, row);
      if (largest == 0 || largest == Float.POSITIVE_INFINITY) {
        return largest;
      }
      double sum = 0;
      for (int i = 0; i < query.length; i++) {
        sum += Math.pow(Math.abs(query[i] - element(rows, row, i)) / largest, p);
      }
      return (float) (largest * Math.pow(sum, 1 / p));
    };
  }

  static float cosine(float[] query, MemorySegment rows, long row) {
    return Ratios.cosine(dot(query, rows, row), squares(query.length, rows, row, 0, 0));
  }

  static float pearson(float[] query, MemorySegment rows, long row) {
    // Relative to the first element, so that equal elements have exactly that mean.
    float first = element(rows, row, 0);
    double sum = 0;
    for (int i = 0; i < query.length; i++) {
      sum += element(rows, row, i) - first;
    }
    float mean = (float) (sum / query.length);
    double dot = 0;
    for (int i = 0; i < query.length; i++) {
      dot += query[i] * (element(rows, row, i) - first - mean);
    }
    return Ratios.cosine((float) dot, squares(query.length, rows, row, first, mean));
  }

  /** The sum of squares of what a row's elements exceed {@code first + mean} by. */
  private static float squares(int dims, MemorySegment rows, long row, float first, float mean) {
    double sum = 0;
    for (int i = 0; i < dims; i++) {
      double x = element(rows, row, i) - first - mean;
      sum += x * x;
    }
    return (float) sum;
  }

  static float canberra(float[] query, MemorySegment rows, long row) {
    double sum = 0;
    for (int i = 0; i < query.length; i++) {
      float r = element(rows, row, i);
      sum += Ratios.share(Math.abs(query[i] - r), Math.abs(query[i]) + Math.abs(r));
    }
    return (float) sum;
  }

  static float jaccard(float[] query, MemorySegment rows, long row) {
    double difference = 0;
    double larger = 0;
    for (int i = 0; i < query.length; i++) {
      float r = element(rows, row, i);
      difference += Math.abs(query[i] - r);
      larger += Math.max(query[i], r);
    }
    return Ratios.share((float) difference, (float) larger);
  }

  static float jensenShannon(float[] query, MemorySegment rows, long row) {
    double ofQuery = 0;
    double ofRow = 0;
    for (int i = 0; i < query.length; i++) {
      ofQuery += query[i];
      ofRow += element(rows, row, i);
    }
    if (ofQuery == 0 || ofRow == 0) {
      return ofQuery == ofRow ? 0 : (float) Math.log(2);
    }
    double sum = 0;
    for (int i = 0; i < query.length; i++) {
      double p = query[i];
      double r = element(rows, row, i) / ofRow;
      double mean = (p + r) / 2;
      sum += part(p, mean) + part(r, mean);
    }
    return (float) Math.max(0, Math.min(Math.log(2), sum / 2));
  }

  private static double part(double share, double mean) {
    return share == 0 ? 0 : share * Math.log(share / mean);
  }

  private static float element(MemorySegment rows, long row, int i) {
    return rows.get(FLOAT, row + (long) i * Float.BYTES);
  }
}
