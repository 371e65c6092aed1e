package org.kith.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.hnsw.NeighborQueue;
import org.kith.format.LeafDistances;
import org.kith.search.HitsQuery.Hit;

/// Finds the k nearest of all accepted documents, exactly: every vector is compared, by the metric
/// that the field is indexed with or by any other. Nearest are those of the least distances, even
/// where scores can no longer tell these apart; of equal ones the first documents.
///
/// Segments are searched in parallel by the searcher's threads. If the searcher's time is over, the
/// hits found until then count. A boost multiplies scores, as always.
///
/// All work is done when the query is rewritten, as by Lucene's own vector queries.
public final class ExactKnnQuery extends Query {
  private final VectorTarget target;
  private final int k;
  private final Query filter;

  /// Searches all documents.
  ///
  /// @param target what is near
  /// @param k at least 1
  public ExactKnnQuery(VectorTarget target, int k) {
    this(target, k, null);
  }

  /// Searches some documents.
  ///
  /// @param target what is near
  /// @param k at least 1
  /// @param filter accepts documents; null for all
  public ExactKnnQuery(VectorTarget target, int k, Query filter) {
    this.target = Objects.requireNonNull(target, "target");
    if (k < 1) {
      throw new IllegalArgumentException("k must be at least 1, got " + k);
    }
    this.k = k;
    this.filter = filter;
  }

  @Override
  public Query rewrite(IndexSearcher searcher) throws IOException {
    Weight accepted =
        filter == null
            ? null
            : searcher.createWeight(searcher.rewrite(filter), ScoreMode.COMPLETE_NO_SCORES, 1);
    List<Callable<Found>> searches = new ArrayList<>();
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      searches.add(() -> search(searcher, leaf, accepted));
    }
    List<Found> found = searcher.getTaskExecutor().invokeAll(searches);
    checkSameMetric(found);
    List<Hit> best =
        found.stream()
            .flatMap(leaf -> leaf.hits.stream())
            .sorted(Comparator.comparingDouble(Hit::distance).thenComparingInt(Hit::doc))
            .limit(k)
            .toList();
    return HitsQuery.of(this, searcher.getIndexReader(), best);
  }

  /// @param metric null if the segment has no vectors
  private record Found(String metric, List<Hit> hits) {
    static final Found NOTHING = new Found(null, List.of());
  }

  private void checkSameMetric(List<Found> found) {
    List<String> metrics =
        found.stream().map(Found::metric).filter(Objects::nonNull).distinct().toList();
    if (metrics.size() > 1) {
      throw new IllegalArgumentException(
          "field '"
              + target.field()
              + "' has segments of different metrics, "
              + metrics
              + ", whose distances cannot be compared; name the metric with VectorTarget.by");
    }
  }

  private Found search(IndexSearcher searcher, LeafReaderContext leaf, Weight accepted)
      throws IOException {
    LeafDistances distances = target.in(leaf.reader());
    if (distances == null) {
      return Found.NOTHING;
    }
    DocIdSetIterator docs = null;
    if (accepted != null) {
      Scorer scorer = accepted.scorer(leaf);
      if (scorer == null) {
        return new Found(distances.metric().name(), List.of());
      }
      docs = scorer.iterator();
    }
    // Keeps the greatest, and of equals those of lower documents. 0 - d, because -0 is below 0.
    NeighborQueue nearest = new NeighborQueue(Math.min(k, distances.size()), false);
    new LeafScan(distances, (doc, distance) -> nearest.insertWithOverflow(doc, 0 - distance))
        .run(docs, leaf.reader().getLiveDocs(), searcher.getTimeout());
    List<Hit> hits = new ArrayList<>();
    while (nearest.size() > 0) {
      float distance = 0 - nearest.topScore();
      int doc = leaf.docBase + nearest.pop();
      hits.add(new Hit(doc, distance, distances.metric().score(distance)));
    }
    return new Found(distances.metric().name(), hits);
  }

  @Override
  public void visit(QueryVisitor visitor) {
    if (visitor.acceptField(target.field())) {
      visitor.visitLeaf(this);
    }
  }

  @Override
  public boolean equals(Object other) {
    return sameClassAs(other)
        && target.equals(((ExactKnnQuery) other).target)
        && k == ((ExactKnnQuery) other).k
        && Objects.equals(filter, ((ExactKnnQuery) other).filter);
  }

  @Override
  public int hashCode() {
    return Objects.hash(target, k, filter);
  }

  @Override
  public String toString(String field) {
    return "exact " + k + " nearest " + target + (filter == null ? "" : " of " + filter);
  }
}
