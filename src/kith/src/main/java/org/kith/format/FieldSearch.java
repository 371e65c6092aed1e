package org.kith.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.util.Bits;
import org.kith.graph.Accept;
import org.kith.graph.CorruptGraphException;
import org.kith.graph.HnswGraph;
import org.kith.graph.Walk;
import org.kith.metric.Scorer;

/// One search of a field: by its graph, or exact where that scores fewer vectors ([CostModel]).
///
/// @param <T> `float[]` or `byte[]`
final class FieldSearch<T> {
  private final StoredField<T> field;
  private final Scorer scorer;
  private final KnnCollector collector;
  private final SearchRequest request;
  private final CollectorHits hits;

  private FieldSearch(StoredField<T> field, T target, KnnCollector collector) throws IOException {
    this.field = field;
    this.collector = collector;
    scorer = field.scorer(target);
    request = SearchRequest.of(collector, field.settings().efSearch());
    hits =
        new CollectorHits(
            collector, request.strategy(), field.metric(), field.documents().ordToDoc());
  }

  /// Searches a field as Lucene's format contract says.
  ///
  /// @param acceptDocs documents that may be hits; null for all
  static <T> void run(StoredField<T> field, T target, KnnCollector collector, AcceptDocs acceptDocs)
      throws IOException {
    try {
      FieldSearch<T> search = new FieldSearch<>(field, target, collector);
      if (field.size() > 0 && collector.k() > 0 && !collector.earlyTerminated()) {
        search.run(acceptDocs);
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
    if (field.graph() == null || exactIsCheaper(accepted)) {
      scan(filter);
      return;
    }
    walk(bits);
    if (hits.count() < collector.k() && !collector.earlyTerminated()) {
      hits.ignoreKnown();
      scan(filter);
    }
  }

  private void scan(AcceptDocs filter) throws IOException {
    new ExactScan(field.documents(), scorer, hits).run(filter);
  }

  private boolean exactIsCheaper(int accepted) {
    return accepted <= collector.k()
        || field.costs().exactIsCheaper(accepted, field.size(), request.ef());
  }

  private void walk(Bits bits) throws IOException {
    HnswGraph graph = field.graph();
    int ef = Math.min(request.ef(), graph.size());
    int[] seeds = request.seeds(graph.size());
    try (Walk walk = Walk.borrow()) {
      if (bits == null && seeds.length == 0 && collector.getClass() == TopKnnCollector.class) {
        int k = Math.min(collector.k(), ef);
        walk.nearest(graph, scorer, ef, k, hits);
        int count = Math.min(k, walk.count());
        for (int i = 0; i < count; i++) {
          hits.offer(walk.ordinal(i), walk.distance(i));
        }
      } else {
        walk.guided(graph, scorer, ef, accept(bits), seeds, seeds.length, hits);
      }
    }
  }

  private Accept accept(Bits bits) throws IOException {
    if (bits == null) {
      return null;
    }
    Documents.OrdToDoc docs = field.documents().ordToDoc();
    return ordinal -> bits.get(docs.doc(ordinal));
  }
}
