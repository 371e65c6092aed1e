package org.kith.tools.bench;

import org.kith.tools.data.DataSet;
import org.kith.tools.data.Row;

/**
 * Counts right hits. A hit is right when it is no farther from the query than the k-th true
 * neighbour, both distances computed in double from the data: of equally near vectors any will do.
 * For one thread.
 */
final class Recall {
  private final DataSet data;
  private final int k;
  private final Row[] queries;
  private final Row row;
  private final double[] limits;

  Recall(DataSet data, int k) {
    this.data = data;
    this.k = k;
    this.queries = data.queries().rows(0, data.queries().count());
    this.row = data.base().newRow();
    this.limits = new double[queries.length];
    for (int q = 0; q < queries.length; q++) {
      double limit = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < k; i++) {
        limit = Math.max(limit, distance(q, data.truth()[q][i]));
      }
      limits[q] = data.metric().withRounding(limit);
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
    data.base().read(ordinal, row);
    return data.metric().distance(queries[query], row);
  }
}
