package org.kith.format;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import org.apache.lucene.search.knn.KnnSearchStrategy;
import org.kith.spec.SearchSettings;

/// What the segments of one query share: the scores of its best hits so far. Whatever scores less
/// than the k-th of them need not be found any more. For one run of one query, by any number of
/// threads.
public final class SharedSearch extends KnnSearchStrategy implements SearchSettings {
  private final KnnSearchStrategy strategy;
  private final int k;
  private final PriorityQueue<Float> best = new PriorityQueue<>();
  private volatile float bound = Float.NEGATIVE_INFINITY;

  /// @param strategy what else is said of the query, or null
  /// @param k hits that are wanted of all segments together
  public SharedSearch(KnnSearchStrategy strategy, int k) {
    this.strategy = strategy;
    this.k = k;
  }

  /// This, as the strategy for one segment.
  ///
  /// @param leaf what the query says of that segment, or null
  public KnnSearchStrategy in(KnnSearchStrategy leaf) {
    return leaf instanceof Seeded seeded
        ? new Seeded(seeded.entryPoints(), seeded.numberOfEntryPoints(), this)
        : this;
  }

  /// The least score that is still of interest; negative infinity while there are less than k hits.
  float bound() {
    return bound;
  }

  /// A document that is a hit of its segment; each once.
  void add(float score) {
    if (score > bound) {
      synchronized (best) {
        best.add(score);
        if (best.size() > k) {
          best.poll();
        }
        if (best.size() == k) {
          bound = best.element();
        }
      }
    }
  }

  @Override
  public OptionalInt efSearch() {
    return strategy instanceof SearchSettings said ? said.efSearch() : OptionalInt.empty();
  }

  @Override
  public OptionalDouble oversample() {
    return strategy instanceof SearchSettings said ? said.oversample() : OptionalDouble.empty();
  }

  @Override
  public void nextVectorsBlock() {
    if (strategy != null) {
      strategy.nextVectorsBlock();
    }
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
