package org.kith.search;

import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnByteVectorQuery;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.search.knn.KnnCollectorManager;
import org.apache.lucene.search.knn.KnnSearchStrategy;
import org.kith.format.SharedSearch;

/// Lucene's queries for the k nearest vectors, whose segments know of one another's hits: what is
/// farther than k that were found already is not scored by its vector. Worth it where an index has
/// many segments and codes; what is found is the same but for the chance of walks. With a filter
/// they are Lucene's queries in every respect.
///
/// Where the searcher has several threads, which segment comes first is left to chance, and so is
/// which of several equals at the k-th place are found.
///
/// A query may be run any number of times, by any threads.
public final class KithKnnQuery {
  private KithKnnQuery() {}

  /// Finds the nearest in a field of floats.
  ///
  /// @param field its name
  /// @param target of as many dimensions
  /// @param k at least 1
  /// @param filter accepts documents; null for all
  /// @param strategy for instance [KithSearch]; null for the field's own
  /// @return a query that Lucene's others may be made of
  public static KnnFloatVectorQuery of(
      String field, float[] target, int k, Query filter, KnnSearchStrategy strategy) {
    return new OfFloats(field, target, k, filter, strategy);
  }

  /// Finds the nearest in a field of bytes.
  ///
  /// @param field its name
  /// @param target of as many dimensions
  /// @param k at least 1
  /// @param filter accepts documents; null for all
  /// @param strategy for instance [KithSearch]; null for the field's own
  /// @return a query that Lucene's others may be made of
  public static KnnByteVectorQuery of(
      String field, byte[] target, int k, Query filter, KnnSearchStrategy strategy) {
    return new OfBytes(field, target, k, filter, strategy);
  }

  private static final class OfFloats extends KnnFloatVectorQuery {
    OfFloats(String field, float[] target, int k, Query filter, KnnSearchStrategy strategy) {
      super(field, target, k, filter, strategy);
    }

    @Override
    protected KnnCollectorManager getKnnCollectorManager(int most, IndexSearcher searcher) {
      return filter == null
          ? sharing(most, searchStrategy)
          : super.getKnnCollectorManager(most, searcher);
    }
  }

  private static final class OfBytes extends KnnByteVectorQuery {
    OfBytes(String field, byte[] target, int k, Query filter, KnnSearchStrategy strategy) {
      super(field, target, k, filter, strategy);
    }

    @Override
    protected KnnCollectorManager getKnnCollectorManager(int most, IndexSearcher searcher) {
      return filter == null
          ? sharing(most, searchStrategy)
          : super.getKnnCollectorManager(most, searcher);
    }
  }

  /// Collectors for one run. Not under a filter: there Lucene takes few hits of a segment for a
  /// search that failed.
  private static KnnCollectorManager sharing(int k, KnnSearchStrategy strategy) {
    SharedSearch shared = new SharedSearch(strategy, k);
    return (visitLimit, leaf, context) -> new TopKnnCollector(k, visitLimit, shared.in(leaf));
  }
}
