package org.kith.format;

import java.util.Arrays;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.search.knn.KnnSearchStrategy;
import org.apache.lucene.util.ArrayUtil;
import org.kith.graph.Hits;
import org.kith.metric.Metric;

/// The edge between the engine and Lucene's collector: ordinals become documents, distances become
/// scores, the collector's bound becomes a distance.
final class CollectorHits implements Hits {
  private final KnnCollector collector;
  private final KnnSearchStrategy strategy;
  private final SharedSearch shared;
  private final Metric metric;
  private final Documents.OrdToDoc docs;

  /// The first k hits: a search whose hits turn out not to be enough goes on without these.
  private int[] known = new int[0];

  private int count;
  private int ignored;
  private float boundScore = Float.NEGATIVE_INFINITY;
  private float bound = Float.POSITIVE_INFINITY;

  CollectorHits(
      KnnCollector collector, SearchRequest request, Metric metric, Documents.OrdToDoc docs) {
    this.collector = collector;
    strategy = request.strategy();
    shared = request.shared();
    this.metric = metric;
    this.docs = docs;
  }

  @Override
  public boolean visited(int visits) {
    collector.incVisitedCount(visits);
    if (strategy != null) {
      strategy.nextVectorsBlock();
    }
    return !collector.earlyTerminated();
  }

  /// The last block of an exact search that was not cut short. Lucene's filtered queries allow as
  /// many visits as documents are accepted, and take a used-up limit for an incomplete answer; so a
  /// complete one leaves one visit over.
  void visitedLast(int visits) {
    long left = collector.visitLimit() - collector.visitedCount();
    collector.incVisitedCount((int) Math.max(0, Math.min(visits, left - 1)));
  }

  @Override
  public void offer(int ordinal, float distance) {
    if (ignored > 0 && Arrays.binarySearch(known, 0, ignored, ordinal) >= 0) {
      return;
    }
    if (count < collector.k()) {
      known = ArrayUtil.grow(known, count + 1);
      known[count] = ordinal;
    }
    count++;
    float score = metric.score(distance);
    collector.collect(docs.doc(ordinal), score);
    if (shared != null) {
      shared.add(score);
    }
  }

  @Override
  public float bound() {
    float score = collector.minCompetitiveSimilarity();
    if (shared != null) {
      score = Math.max(score, shared.bound());
    }
    if (score != boundScore) {
      boundScore = score;
      bound = metric.bound(score);
    }
    return bound;
  }

  /// These hits for a walk whose finds are not to be offered as they come: what it finds is of
  /// estimates.
  Hits unoffered() {
    return new Hits() {
      @Override
      public void offer(int ordinal, float distance) {}

      @Override
      public float bound() {
        return Float.NEGATIVE_INFINITY;
      }

      @Override
      public boolean visited(int visits) {
        return CollectorHits.this.visited(visits);
      }
    };
  }

  /// Hits so far.
  int count() {
    return count;
  }

  /// Whether the collector wants nothing farther than a distance.
  boolean areEnough(float distance) {
    return collector.minCompetitiveSimilarity() >= metric.score(distance);
  }

  /// From now on, ignores hits that were offered before. There are at most k.
  void ignoreKnown() {
    ignored = count;
    Arrays.sort(known, 0, ignored);
    count = collector.k();
  }
}
