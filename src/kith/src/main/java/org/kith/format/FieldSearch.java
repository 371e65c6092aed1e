package org.kith.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.search.knn.KnnSearchStrategy;
import org.apache.lucene.util.Bits;
import org.kith.graph.Accept;
import org.kith.graph.CorruptGraphException;
import org.kith.graph.Hits;
import org.kith.graph.HnswGraph;
import org.kith.graph.Walk;
import org.kith.metric.Scorer;
import org.kith.quantize.SketchQuery;

/// One search of a field: by its sketch, if it has one, or its graph, or exact where that scores
/// fewer vectors ([CostModel]).
///
/// @param <T> `float[]` or `byte[]`
final class FieldSearch<T> {
  /// Vectors that are scored, if their lower bounds say that they may be near enough, for each
  /// place of a walk's list.
  private static final int SKETCH_BREADTH = 4;

  /// Centroids that are compared at most, for each cell that is looked at, and besides.
  private static final int CELL_BREADTH = 2;

  private static final int CELLS_BESIDE = 32;

  private final StoredField<T> field;
  private final T target;
  private final Scorer scorer;

  /// By codes; null without.
  private Scorer estimates;

  /// What candidates found by codes are scored by again.
  private final Scorer refined;

  /// Of distances, by the error of estimates; null if it is not known.
  private Scorer bounds;

  private final KnnCollector collector;
  private final SearchRequest request;
  private final CollectorHits hits;

  /// Whether other segments have hits that this one's must surpass, so that it may have few.
  private final boolean bounded;

  /// Whether the k nearest were offered, and are not all that the collector wants.
  private boolean wantsMore;

  private FieldSearch(StoredField<T> field, T target, KnnCollector collector) throws IOException {
    this.field = field;
    this.target = target;
    this.collector = collector;
    scorer = field.scorer(target);
    refined = field.refined(target, scorer, collector.k());
    request = SearchRequest.of(collector, field.settings(), field.hasCodes());
    hits = new CollectorHits(collector, request, field.metric(), field.documents().ordToDoc());
    bounded = request.shared() != null && hits.bound() < Float.POSITIVE_INFINITY;
  }

  /// Searches a field as Lucene's format contract says.
  ///
  /// @param acceptDocs documents that may be hits; null for all
  static <T> void run(StoredField<T> field, T target, KnnCollector collector, AcceptDocs acceptDocs)
      throws IOException {
    try {
      field.checkDims(target);
      if (field.size() > 0 && collector.k() > 0 && !collector.earlyTerminated()) {
        new FieldSearch<>(field, target, collector).run(acceptDocs);
      }
    } catch (CorruptGraphException e) {
      throw field.corrupt(e);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (IllegalStateException e) {
      throw field.translate(e);
    }
  }

  private void run(AcceptDocs acceptDocs) throws IOException {
    Bits bits = acceptDocs == null ? null : acceptDocs.bits();
    int accepted = bits == null ? field.size() : Math.min(acceptDocs.cost(), field.size());
    AcceptDocs filter = bits == null ? null : acceptDocs;
    if (field.hasSketch()
        && accepted > collector.k()
        && mayTakeNearest()
        && !field.costs().exactIsCheaperThanSketch(accepted, looks(accepted))
        && scansSketch(bits, looks(accepted))) {
      return;
    }
    estimates = field.estimates(target);
    bounds = estimates == null ? null : estimates.lowerBounds();
    if (estimates != null
        && field.settings().m() == 0
        && mayTakeNearest()
        && scansEstimates(bits)) {
      return;
    }
    if (field.graph() == null || exactIsCheaper(accepted)) {
      scan(filter);
      return;
    }
    walk(bits);
    if (hits.count() < collector.k() && !bounded && !collector.earlyTerminated()) {
      hits.ignoreKnown();
      scan(filter);
    }
  }

  private void scan(AcceptDocs filter) throws IOException {
    new ExactScan(field.documents(), scorer, hits).run(filter);
  }

  private long looks(int accepted) {
    return field.costs().looks(accepted, field.size(), request.ef());
  }

  private boolean scansSketch(Bits bits, long looks) throws IOException {
    try (SketchQuery sketch = field.sketch(target);
        Walk walk = Walk.borrow()) {
      if (sketch == null) {
        return false;
      }
      scanSketch(sketch, walk, bits, looks, refined);
      int k = Math.min(collector.k(), field.size());
      boolean mayHaveMore = sketch.hasCells() && looks < field.size() && !bounded;
      if (walk.count() < k && mayHaveMore && !collector.earlyTerminated()) {
        // Finer codes remember what they estimated: all begins anew.
        Scorer again = field.refined(target, scorer, collector.k());
        scanSketch(sketch, walk, bits, field.size(), again);
      }
      return offers(walk, k);
    }
  }

  private void scanSketch(SketchQuery sketch, Walk walk, Bits bits, long looks, Scorer distances)
      throws IOException {
    if (sketch.hasCells()) {
      nameCells(sketch, walk, looks);
    }
    int k = Math.min(collector.k(), field.size());
    int least = leastRescored(k);
    long breadth = Math.max((long) SKETCH_BREADTH * request.ef(), Math.max(least, k));
    int most = (int) Math.min(breadth, field.size());
    hits.visitedLast(walk.nearestOfAll(sketch, distances, accept(bits), k, most, least, hits));
  }

  /// Has the nearest cells looked at.
  private static void nameCells(SketchQuery sketch, Walk walk, long looks) throws IOException {
    int cells = sketch.cells(looks);
    int breadth = CELL_BREADTH * cells + CELLS_BESIDE;
    walk.nearestOfAll(
        sketch.centroids(), sketch.centroidScorer(), null, cells, breadth, 0, Hits.ALL);
    sketch.forget();
    for (int i = 0; i < walk.count(); i++) {
      sketch.name(walk.ordinal(i), walk.distance(i));
    }
  }

  private boolean scansEstimates(Bits bits) throws IOException {
    try (Walk walk = Walk.borrow()) {
      int k = collector.k();
      int size = field.size();
      // Whoever says how many are to be scored again has them scored, not those that bounds choose.
      if (bounds != null && request.oversample() == 1) {
        hits.visitedLast(walk.nearestOfAll(bounds, refined, size, accept(bits), k, hits));
        return offers(walk, k);
      }
      int candidates = field.candidates(k, request.oversample());
      hits.visitedLast(walk.nearestOfAll(estimates, size, accept(bits), candidates, hits));
      return takes(walk, k);
    }
  }

  private boolean exactIsCheaper(int accepted) {
    return accepted <= collector.k()
        || field.costs().exactIsCheaper(accepted, field.size(), request.ef());
  }

  private void walk(Bits bits) throws IOException {
    HnswGraph graph = field.graph();
    int[] seeds = request.seeds(graph.size());
    try (Walk walk = Walk.borrow()) {
      if (!(mayTakeNearest() && takesNearest(walk, graph, bits, seeds))) {
        walk.guided(graph, scorer, breadth(), accept(bits), seeds, seeds.length, hits);
      }
    }
  }

  /// Whether the collector may do with the k nearest alone, which are found faster than all that a
  /// guided walk offers. Lucene's top k does, and most that wrap it do: the wrapper for time-outs
  /// asks the time and passes everything else on. What a wrapper holds cannot be seen, but one over
  /// a range does not begin with an open bound. Patience counts the hits of every block.
  private boolean mayTakeNearest() {
    return (collector instanceof TopKnnCollector || collector instanceof KnnCollector.Decorator)
        && !wantsMore
        && collector.minCompetitiveSimilarity() == Float.NEGATIVE_INFINITY
        && !(request.strategy() instanceof KnnSearchStrategy.Patience);
  }

  /// Of a walk that has no more than its list.
  private int breadth() {
    int ef = Math.max(request.ef(), collector.k());
    // Graphs beside sketches are built with less effort, so walks need more.
    long wide = field.hasSketch() ? 100L * ef / GraphStage.SKETCHED_EFFORT_PERCENT : ef;
    return (int) Math.min(wide, field.size());
  }

  /// Offers the k nearest, if they can be found faster than under the collector's guidance.
  private boolean takesNearest(Walk walk, HnswGraph graph, Bits bits, int[] seeds)
      throws IOException {
    int k = Math.min(collector.k(), graph.size());
    Scorer guide = estimates == null ? scorer : estimates;
    if (bits == null && seeds.length == 0) {
      walk.nearest(graph, guide, Math.min(request.ef(), graph.size()), k, hits);
    } else if (estimates != null) {
      walk.guided(graph, guide, breadth(), accept(bits), seeds, seeds.length, hits.unoffered());
    } else {
      return false;
    }
    return takes(walk, k);
  }

  /// Offers the k nearest of those that were found, scored again where they were estimated. False
  /// if the collector wants farther ones too: that is no top k, but for instance one hit of a
  /// group, and its search begins again under its guidance.
  private boolean takes(Walk walk, int k) throws IOException {
    if (bounds != null) {
      walk.rescore(bounds, refined, k, leastRescored(k), hits.bound());
    } else if (estimates != null) {
      walk.rescore(refined, field.candidates(k, request.oversample()));
    }
    return offers(walk, k);
  }

  /// Whoever says how many are to be scored again has them scored, whatever others found.
  private int leastRescored(int k) {
    boolean free = bounded && request.oversample() == 1;
    return free ? 0 : (int) Math.ceil(k * request.oversample());
  }

  private boolean offers(Walk walk, int k) {
    int count = Math.min(k, walk.count());
    for (int i = 0; i < count; i++) {
      hits.offer(walk.ordinal(i), walk.distance(i));
    }
    if (count < k || collector.earlyTerminated() || hits.areEnough(walk.distance(k - 1))) {
      return true;
    }
    hits.ignoreKnown();
    wantsMore = true;
    return false;
  }

  private Accept accept(Bits bits) throws IOException {
    if (bits == null) {
      return null;
    }
    Documents.OrdToDoc docs = field.documents().ordToDoc();
    return ordinal -> bits.get(docs.doc(ordinal));
  }
}
