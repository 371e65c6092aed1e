package org.kith.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BitSet;
import org.apache.lucene.util.BitSetIterator;
import org.kith.format.LeafDistances;
import org.kith.search.HitsQuery.Hit;

/// Finds all documents whose vectors are within a distance, given in the metric's own unit: radians
/// for haversine ([org.kith.metric.Earth] turns metres into these), squared for l2sq, 1 minus the
/// cosine for cos.
///
/// A distance is what the metric computes in floats; one that rounds to a value above the limit is
/// beyond it. The score of a hit is the metric's.
///
/// What is promised: no document beyond the distance, and every document within. So all vectors are
/// compared, in blocks; where other clauses of a BooleanQuery leave few documents, only these. A
/// filter is such a clause: hits do not displace each other.
///
/// [#approximate] walks the graph instead and may miss documents.
public final class DistanceRangeQuery extends Query {
  private final VectorTarget target;
  private final double distance;
  private final boolean approximate;

  /// Finds every document within the distance.
  ///
  /// @param target what is near
  /// @param distance the largest that is found, included; may be negative for ip and dot
  public DistanceRangeQuery(VectorTarget target, double distance) {
    this(target, distance, false);
  }

  private DistanceRangeQuery(VectorTarget target, double distance, boolean approximate) {
    this.target = Objects.requireNonNull(target, "target");
    if (Double.isNaN(distance)) {
      throw new IllegalArgumentException("distance is not a number");
    }
    this.distance = distance;
    this.approximate = approximate;
  }

  /// The same query with a weaker promise: no document beyond the distance, and most of those
  /// within, because the walk goes on from each vector that is within to its neighbours. Worth it
  /// where few of very many vectors are within. Segments without a graph, those of other formats,
  /// and metrics other than the index's are compared whole.
  ///
  /// Like Lucene's vector queries it does its work when it is rewritten, before other clauses are
  /// heard.
  ///
  /// @return a query that walks
  public DistanceRangeQuery approximate() {
    return new DistanceRangeQuery(target, distance, true);
  }

  @Override
  public Query rewrite(IndexSearcher searcher) throws IOException {
    if (!approximate) {
      return this;
    }
    List<Callable<List<Hit>>> searches = new ArrayList<>();
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      searches.add(() -> search(searcher, leaf));
    }
    List<Hit> hits = new ArrayList<>();
    searcher.getTaskExecutor().invokeAll(searches).forEach(hits::addAll);
    return HitsQuery.of(this, searcher.getIndexReader(), hits);
  }

  private List<Hit> search(IndexSearcher searcher, LeafReaderContext leaf) throws IOException {
    List<Hit> hits = new ArrayList<>();
    LeafDistances distances = target.in(leaf.reader());
    if (distances != null) {
      LeafScan scan =
          new LeafScan(
              distances,
              (doc, d) -> {
                if (d <= distance) {
                  hits.add(new Hit(leaf.docBase + doc, d, distances.metric().score(d)));
                }
              });
      if (distances.indexed()) {
        // Scores are coarser than distances: what is near by its score is compared again.
        float least = Math.nextDown(distances.metric().score((float) distance));
        BitSet near = RangeCollector.collect(leaf.reader(), target, least, searcher.getTimeout());
        scan.run(new BitSetIterator(near, near.approximateCardinality()), null, null);
      } else {
        scan.run(null, leaf.reader().getLiveDocs(), searcher.getTimeout());
      }
    }
    return hits;
  }

  @Override
  public Weight createWeight(IndexSearcher searcher, ScoreMode scoreMode, float boost) {
    return new RangeWeight(this, target, distance, boost);
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
        && target.equals(((DistanceRangeQuery) other).target)
        && distance == ((DistanceRangeQuery) other).distance
        && approximate == ((DistanceRangeQuery) other).approximate;
  }

  @Override
  public int hashCode() {
    return Objects.hash(target, distance, approximate);
  }

  @Override
  public String toString(String field) {
    return (approximate ? "about " : "") + "within " + distance + " of " + target;
  }
}
