package org.kith.spec;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/// What one query asks for beyond Lucene's k. A search strategy that carries it is honoured by
/// Kith's fields; to other formats it means nothing.
public interface SearchSettings {
  /// Width of the candidate list. May be below k.
  ///
  /// @return 1..100000; empty for the field's own
  OptionalInt efSearch();

  /// Candidates found by codes that are scored again for each of the k hits. Fields without codes
  /// have no use for it.
  ///
  /// @return 1..1000; empty for the field's own
  OptionalDouble oversample();

  /// Refuses a breadth out of range.
  ///
  /// @param value 1..100000
  /// @return the same
  /// @throws IllegalArgumentException saying what is allowed
  static int checkEfSearch(int value) {
    return Bounds.EF_SEARCH.check(value);
  }

  /// Refuses a number of candidates out of range.
  ///
  /// @param value 1..1000
  /// @return the same
  /// @throws IllegalArgumentException saying what is allowed
  static double checkOversample(double value) {
    return Bounds.OVERSAMPLE.check(value);
  }
}
