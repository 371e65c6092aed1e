package org.kith.format;

import java.io.IOException;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.store.IndexInput;
import org.kith.graph.CorruptGraphException;
import org.kith.graph.HnswGraph;
import org.kith.kernel.Rows;
import org.kith.metric.Metric;
import org.kith.metric.Scorer;
import org.kith.metric.VectorSpace;
import org.kith.store.ClosedMapping;
import org.kith.store.Section;
import org.kith.store.SectionRows;

/// A field of an open segment. Holds no data: vectors and links are read where they are.
///
/// @param <T> `float[]` or `byte[]`
final class StoredField<T> {
  private final FieldEntry entry;
  private final VectorType<T> type;
  private final CostModel costs;
  private final Rows vectors;
  private final Rows norms;
  private final VectorSpace space;
  private final Documents documents;
  private final HnswGraph graph;
  private final IndexInput graphIn;

  /// @param vectorsIn `.kithv`
  /// @param graphIn `.kithg`, null if there is none
  StoredField(
      FieldEntry entry,
      VectorType<T> type,
      IndexInput vectorsIn,
      IndexInput graphIn,
      int maxDoc,
      CostModel costs)
      throws IOException {
    this.entry = entry;
    this.type = type;
    this.costs = costs;
    this.graphIn = graphIn;
    StoredVectors stored = entry.vectors();
    vectors = rows("vectors", stored.vectors(), entry.stride(), vectorsIn);
    boolean needsNorms = entry.metric().needsNorms();
    norms = needsNorms ? rows("norms", stored.norms(), Float.BYTES, vectorsIn) : null;
    space = new VectorSpace(entry.metric(), type.encoding(), entry.dims(), vectors, norms);
    documents = Documents.open(stored, vectorsIn, maxDoc);
    graph = entry.graph().isEmpty() ? null : openGraph();
  }

  private Rows rows(String name, Section section, int stride, IndexInput in) throws IOException {
    int count = entry.vectors().count();
    section.check("field '" + entry.field().name + "', " + name, (long) count * stride, in);
    return SectionRows.open(in, section, count, stride);
  }

  private HnswGraph openGraph() throws IOException {
    try {
      return entry.graph().open(graphIn, entry.settings().m());
    } catch (CorruptGraphException e) {
      throw corrupt(e);
    }
  }

  /// Lucene's exception for a damaged graph.
  CorruptIndexException corrupt(CorruptGraphException e) {
    return new CorruptIndexException(
        "field '" + entry.field().name + "': " + e.getMessage(), graphIn, e);
  }

  /// Lucene's exception for an index that was closed under a reader; any other as it is.
  RuntimeException translate(IllegalStateException e) {
    Stream<Rows> links =
        graph == null
            ? Stream.empty()
            : graph.layers().stream().flatMap(layer -> Stream.of(layer.links(), layer.ordinals()));
    Stream<Rows> all = Stream.concat(Stream.of(vectors, norms), links);
    return ClosedMapping.translate(e, all.filter(Objects::nonNull));
  }

  FieldSettings settings() {
    return entry.settings();
  }

  CostModel costs() {
    return costs;
  }

  Metric metric() {
    return entry.metric();
  }

  VectorType<T> type() {
    return type;
  }

  int dims() {
    return entry.dims();
  }

  int size() {
    return entry.vectors().count();
  }

  Rows vectors() {
    return vectors;
  }

  Documents documents() {
    return documents;
  }

  /// The graph, or null where the field is scanned.
  HnswGraph graph() {
    return graph;
  }

  /// Distances to a query.
  Scorer scorer(T query) {
    int dims = type.length(query);
    if (dims != dims()) {
      throw new IllegalArgumentException(
          "vector query dimension: " + dims + " differs from field dimension: " + dims());
    }
    return type.scorer(space, query);
  }

  /// Bytes of vectors and of what lies beside them.
  long vectorBytes() {
    return entry.vectors().vectors().length() + entry.vectors().norms().length();
  }

  /// Bytes of the graph.
  long graphBytes() {
    return entry.graph().bytes();
  }
}
