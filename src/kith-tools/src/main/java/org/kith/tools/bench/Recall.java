package org.kith.tools.bench;

import org.kith.tools.data.DataSet;
import org.kith.tools.data.Metric;

/**
 * Counts right hits. A hit is right when it is no farther from the query than the k-th true
 * neighbour, both distances computed in double from the data: of equally near vectors any will do.
 */
final class Recall {
  /** What a format may be off by for computing in floats, relative to the distances' size. */
  private static final double ROUNDING = 1e-6;

  private final DataSet data;
  private final int k;
  private final float[][] queries;
  private final double[] limits;

  Recall(DataSet data, int k) {
    this.data = data;
    this.k = k;
    this.queries = new float[data.queries().count()][];
    this.limits = new double[queries.length];
    for (int q = 0; q < queries.length; q++) {
      queries[q] = data.queries().row(q);
      double limit = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < k; i++) {
        limit = Math.max(limit, distance(q, data.truth()[q][i]));
      }
      // A cosine near one loses digits of the distance 1 - cos: its size is one.
      double size = data.metric() == Metric.COS ? 1 : Math.abs(limit);
      limits[q] = limit + ROUNDING * size;
    }
  }

  /** How many of a query's hits are right, at most k. */
  int right(int query, int[] hits) {
    int right = 0;
    for (int i = 0; i < hits.length; i++) {
      requireNew(query, hits, i);
      if (distance(query, hits[i]) <= limits[query]) {
        right++;
      }
    }
    return Math.min(right, k);
  }

  private static void requireNew(int query, int[] hits, int i) {
    for (int j = 0; j < i; j++) {
      if (hits[j] == hits[i]) {
        throw new IllegalStateException("query " + query + " found vector " + hits[i] + " twice");
      }
    }
  }

  private double distance(int query, int ordinal) {
    return data.metric().distance(queries[query], data.base().row(ordinal));
  }
}
