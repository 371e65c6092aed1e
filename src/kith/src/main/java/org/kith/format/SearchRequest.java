package org.kith.format;

import java.io.IOException;
import java.util.Arrays;
import java.util.OptionalInt;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.HnswQueueSaturationCollector;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.search.knn.KnnSearchStrategy;
import org.kith.spec.SearchSettings;

/// What a query asks for, out of Lucene's collector and its strategy.
///
/// @param ef breadth of the search; below k only if the query says so, and never below the
///   candidates that are to be scored again beyond k
/// @param oversample candidates scored again for each hit, at least, where they are found by codes
/// @param seeded where the walk is to start, or null
/// @param strategy what is told of every block of vectors, or null
/// @param shared what other segments have found, or null
record SearchRequest(
    int ef,
    double oversample,
    KnnSearchStrategy.Seeded seeded,
    KnnSearchStrategy strategy,
    SharedSearch shared) {
  private static final int[] NO_SEEDS = {};

  /// @param defaults of the field, where the query says nothing
  /// @param coded whether candidates are found by codes
  static SearchRequest of(KnnCollector collector, FieldSettings defaults, boolean coded) {
    KnnSearchStrategy strategy = collector.getSearchStrategy();
    KnnSearchStrategy.Seeded seeded = null;
    if (strategy instanceof KnnSearchStrategy.Seeded found) {
      seeded = found;
      strategy = found.originalStrategy();
    }
    OptionalInt said = OptionalInt.empty();
    double oversample = defaults.oversample();
    SharedSearch shared = strategy instanceof SharedSearch found ? found : null;
    if (strategy instanceof SearchSettings settings) {
      said = settings.efSearch();
      oversample = settings.oversample().orElse(oversample);
      if (collector instanceof HnswQueueSaturationCollector patient) {
        // Lucene would put its own strategy here, but only in place of one that it knows.
        strategy = new KnnSearchStrategy.Patience(patient, 0);
      }
    }
    int ef = said.orElse(Math.max(defaults.efSearch(), collector.k()));
    if (coded && oversample > 1) {
      ef = Math.max(ef, (int) Math.ceil(collector.k() * oversample));
    }
    return new SearchRequest(ef, oversample, seeded, strategy, shared);
  }

  /// Ordinals to start from, none for the graph's own entry. May be asked once.
  ///
  /// @param size ordinals are below
  int[] seeds(int size) throws IOException {
    if (seeded == null || seeded.numberOfEntryPoints() == 0) {
      return NO_SEEDS;
    }
    int[] seeds = new int[Math.min(seeded.numberOfEntryPoints(), size)];
    DocIdSetIterator points = seeded.entryPoints();
    int count = 0;
    while (count < seeds.length && points.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
      seeds[count++] = checked(points.docID(), size);
    }
    return Arrays.copyOf(seeds, count);
  }

  private static int checked(int ordinal, int size) {
    if (ordinal < 0 || ordinal >= size) {
      throw new IllegalArgumentException("entry point " + ordinal + " of " + size + " vectors");
    }
    return ordinal;
  }
}
