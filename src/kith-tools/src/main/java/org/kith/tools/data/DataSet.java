package org.kith.tools.data;

import java.io.IOException;
import java.util.Locale;

/**
 * Vectors to index, vectors to search for, and what "near" means.
 *
 * @param name short, for tables and file names
 * @param truth for each query the ordinals of its nearest base vectors, nearest first; null when
 *     they have to be computed
 */
public record DataSet(String name, Metric metric, Vectors base, Vectors queries, int[][] truth) {
  public DataSet {
    if (base.dims() != queries.dims()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s: base vectors have %d dimensions, queries %d",
              name,
              base.dims(),
              queries.dims()));
    }
    if (truth != null && truth.length != queries.count()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s: %d queries, but true neighbours of %d",
              name,
              queries.count(),
              truth.length));
    }
  }

  /**
   * Refuses vectors that the metric does not compare.
   *
   * @throws IOException saying which, and what is allowed
   */
  public void requireComparable() throws IOException {
    try {
      metric.require(base);
      metric.require(queries);
    } catch (IllegalArgumentException e) {
      throw new IOException(name + ": " + e.getMessage(), e);
    }
  }

  /** The same vectors under another metric; the truth has to be found anew. */
  public DataSet under(Metric other) {
    return other.equals(metric) ? this : new DataSet(name, other, base, queries, null);
  }

  /** The first {@code rows} base vectors under the same queries; the truth has to be found anew. */
  public DataSet limit(int rows) {
    return rows >= base.count()
        ? this
        : new DataSet(name, metric, base.range(0, rows), queries, null);
  }
}
