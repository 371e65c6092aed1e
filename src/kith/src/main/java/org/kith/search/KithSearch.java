package org.kith.search;

import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.search.knn.KnnSearchStrategy;
import org.kith.spec.SearchSettings;

/// Settings for one query, given to Lucene's own queries:
///
/// ```java
/// new KnnFloatVectorQuery("vector", target, 10, filter, KithSearch.efSearch(200));
/// ```
///
/// What is not set is as the field's spec says. Fields of other formats ignore all of it.
public final class KithSearch extends KnnSearchStrategy implements SearchSettings {
  private final OptionalInt efSearch;
  private final OptionalDouble oversample;

  private KithSearch(OptionalInt efSearch, OptionalDouble oversample) {
    this.efSearch = efSearch;
    this.oversample = oversample;
  }

  /// Searches with another breadth than the field's: a broader search finds more of the true
  /// neighbours, and takes longer in proportion. It is the number of candidates that a search keeps
  /// on average: queries whose neighbours stand out get by with fewer, hard ones use up to twice as
  /// many. Never fewer than are to be scored again; fewer than k find the last of the k less surely
  /// than the first, which may be enough of each of many segments.
  ///
  /// @param efSearch 1..100000
  /// @return a strategy for any number of queries
  /// @throws IllegalArgumentException if it is out of range
  public static KithSearch efSearch(int efSearch) {
    OptionalInt checked = OptionalInt.of(SearchSettings.checkEfSearch(efSearch));
    return new KithSearch(checked, OptionalDouble.empty());
  }

  /// Scores another number of candidates by their vectors than the field does, or first by finer
  /// codes where the spec names these: more of them mend more of what their codes got wrong. Never
  /// fewer than the code needs; without effect where vectors have no codes.
  ///
  /// @param oversample candidates for each of the k hits, 1..1000
  /// @return a strategy for any number of queries
  /// @throws IllegalArgumentException if it is out of range
  public static KithSearch oversample(double oversample) {
    return new KithSearch(OptionalInt.empty(), OptionalDouble.empty()).withOversample(oversample);
  }

  /// This strategy with a number of candidates as for [#oversample(double)].
  ///
  /// @param newOversample candidates for each of the k hits, 1..1000
  /// @return a strategy for any number of queries
  /// @throws IllegalArgumentException if it is out of range
  public KithSearch withOversample(double newOversample) {
    double checked = SearchSettings.checkOversample(newOversample);
    return new KithSearch(efSearch, OptionalDouble.of(checked));
  }

  @Override
  public OptionalInt efSearch() {
    return efSearch;
  }

  @Override
  public OptionalDouble oversample() {
    return oversample;
  }

  @Override
  public void nextVectorsBlock() {}

  @Override
  public boolean equals(Object other) {
    return other instanceof KithSearch that
        && efSearch.equals(that.efSearch)
        && oversample.equals(that.oversample);
  }

  @Override
  public int hashCode() {
    return Objects.hash(efSearch, oversample);
  }

  @Override
  public String toString() {
    Stream<String> breadth = efSearch.stream().mapToObj(ef -> "efSearch=" + ef);
    Stream<String> candidates = oversample.stream().mapToObj(value -> "oversample=" + value);
    return Stream.concat(breadth, candidates).collect(Collectors.joining(";"));
  }
}
