package org.kith.tools.bench;

import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.search.Query;
import org.kith.tools.data.Metric;

/** A way to index and search vectors: a format, and what its users pass to a query. */
interface Contender {
  /** The specification as it was given. */
  String name();

  /**
   * The format that writes the index.
   *
   * @param workers threads a merge (and a flush, where the format can) may use beside the calling
   *     one; null = none
   * @param threads how many threads may build
   */
  KnnVectorsFormat format(ExecutorService workers, int threads);

  /**
   * This contender with a metric that data are searched under.
   *
   * @return empty where the format does not have the metric
   */
  Optional<Contender> under(Metric metric);

  /** Whether every search compares the query with all vectors. */
  boolean scans();

  /**
   * The contender that makes in one flush what this one makes by merging; this one where flushes
   * build with the same effort as merges.
   */
  default Contender inOneFlush() {
    return this;
  }

  /** The least breadth of a search for k documents. */
  default int leastBreadth(int k) {
    return k;
  }

  /**
   * A query for the nearest documents.
   *
   * @param ef breadth of the search, no less than the least
   */
  Query query(Target target, int k, int ef);
}
