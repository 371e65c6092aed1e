package org.kith.search;

import org.apache.lucene.search.knn.KnnSearchStrategy;
import org.kith.spec.SearchSettings;

/// Settings for one query, given to Lucene's own queries:
///
/// ```java
/// new KnnFloatVectorQuery("vector", target, 10, filter, KithSearch.efSearch(200));
/// ```
///
/// Fields of other formats ignore them.
public final class KithSearch extends KnnSearchStrategy implements SearchSettings {
  private static final int MAX_EF_SEARCH = 100_000;

  private final int efSearch;

  private KithSearch(int efSearch) {
    this.efSearch = efSearch;
  }

  /// Searches with another breadth than the field's: a broader search finds more of the true
  /// neighbours, and takes longer in proportion. It is the number of candidates that a search keeps
  /// on average: queries whose neighbours stand out get by with fewer, hard ones use up to twice as
  /// many. Never fewer than k.
  ///
  /// @param efSearch 1..100000
  /// @return a strategy for any number of queries
  public static KithSearch efSearch(int efSearch) {
    if (efSearch < 1 || efSearch > MAX_EF_SEARCH) {
      throw new IllegalArgumentException(
          "efSearch must be 1.." + MAX_EF_SEARCH + ", got " + efSearch);
    }
    return new KithSearch(efSearch);
  }

  @Override
  public int efSearch() {
    return efSearch;
  }

  @Override
  public void nextVectorsBlock() {}

  @Override
  public boolean equals(Object other) {
    return other instanceof KithSearch that && efSearch == that.efSearch;
  }

  @Override
  public int hashCode() {
    return Integer.hashCode(efSearch);
  }

  @Override
  public String toString() {
    return "efSearch=" + efSearch;
  }
}
