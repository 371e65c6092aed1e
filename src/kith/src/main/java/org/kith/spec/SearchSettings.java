package org.kith.spec;

/// What one query asks for beyond Lucene's k. A search strategy that carries it is honoured by
/// Kith's fields; to other formats it means nothing.
public interface SearchSettings {
  /// Width of the candidate list; the list is never narrower than k.
  ///
  /// @return 1..100000
  int efSearch();
}
