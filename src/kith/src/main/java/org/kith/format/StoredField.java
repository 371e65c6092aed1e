package org.kith.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
import org.kith.quantize.Quantizer;
import org.kith.quantize.RefinedScorer;
import org.kith.quantize.Sketch;
import org.kith.quantize.SketchQuery;
import org.kith.quantize.SketchRows;
import org.kith.store.ClosedMapping;
import org.kith.store.Section;
import org.kith.store.SectionRows;

/// A field of an open segment. Holds no data but 12 bytes for each cell of its sketch: vectors and
/// links are read where they are.
///
/// @param <T> `float[]` or `byte[]`
final class StoredField<T> {
  private final FieldEntry entry;
  private final VectorType<T> type;
  private final CostModel costs;

  /// As they are in the file.
  private final Rows stored;

  private final Rows vectors;
  private final Rows norms;
  private final VectorSpace space;
  private final Documents documents;
  private final HnswGraph graph;
  private final IndexInput graphIn;
  private final List<FieldCodes> codes;

  /// Null if there is none.
  private final Sketch sketch;

  private final SketchRows sketchRows;

  /// @param vectorsIn `.kithv`
  /// @param codesIn `.kithc`, null if there is none
  /// @param graphIn `.kithg`, null if there is none
  StoredField(
      FieldEntry entry,
      VectorType<T> type,
      IndexInput vectorsIn,
      IndexInput codesIn,
      IndexInput graphIn,
      int maxDoc,
      CostModel costs)
      throws IOException {
    this.entry = entry;
    this.type = type;
    this.costs = costs;
    this.graphIn = graphIn;
    StoredVectors places = entry.vectors();
    stored = rows("vectors", places.vectors(), entry.stride(), vectorsIn);
    vectors = places.form().floats(stored);
    norms = storesNorms() ? rows("norms", places.norms(), Float.BYTES, vectorsIn) : null;
    Metric metric = entry.metric().orNull();
    space = metric == null ? null : space(metric, norms);
    codes = codes(codesIn);
    sketch = entry.openSketch().orElse(null);
    sketchRows = sketch == null ? null : sketchRows();
    documents = Documents.open(places, vectorsIn, maxDoc);
    graph = entry.graph().isEmpty() ? null : openGraph();
  }

  /// A user's metric may need norms today that it did not need when the segment was written.
  private boolean storesNorms() {
    return entry.metric().storesNorms()
        && (entry.metric().builtIn() || entry.vectors().norms().length() > 0);
  }

  private VectorSpace space(Metric metric, Rows inverseNorms) {
    return new VectorSpace(metric, type.encoding(), dims(), vectors, inverseNorms);
  }

  private List<FieldCodes> codes(IndexInput in) throws IOException {
    List<FieldCodes> opened = new ArrayList<>();
    for (Quantizer quantizer : entry.quantizers()) {
      Section section = entry.codes().get(opened.size()).codes();
      opened.add(new FieldCodes(quantizer, rows("codes", section, quantizer.bytes(), in)));
    }
    return List.copyOf(opened);
  }

  private SketchRows sketchRows() throws IOException {
    return entry.sketch().open(entry.field().name, sketch, dims(), size(), graphIn);
  }

  private Rows rows(String name, Section section, int stride, IndexInput in) throws IOException {
    return rows(name, section, entry.vectors().count(), stride, in);
  }

  private Rows rows(String name, Section section, int count, int stride, IndexInput in)
      throws IOException {
    section.check("field '" + entry.field().name + "', " + name, (long) count * stride, in);
    return SectionRows.open(in, section, count, stride);
  }

  private HnswGraph openGraph() throws IOException {
    try {
      return entry.graph().open(graphIn, entry.settings().degrees());
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
    Stream<Rows> rows =
        Stream.concat(Stream.of(stored, norms), codes.stream().map(FieldCodes::rows));
    Stream<Rows> sketched = sketch == null ? Stream.empty() : sketchRows.all();
    Stream<Rows> all = Stream.concat(sketched, Stream.concat(rows, links));
    return ClosedMapping.translate(e, all.filter(Objects::nonNull));
  }

  FieldSettings settings() {
    return entry.settings();
  }

  CostModel costs() {
    return costs;
  }

  FieldMetric fieldMetric() {
    return entry.metric();
  }

  /// The metric.
  ///
  /// @throws IllegalArgumentException if it is of no use
  Metric metric() {
    return entry.metric().require();
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
    checkDims(query);
    entry.metric().check(type, query);
    return type.scorer(space, query);
  }

  /// Estimates of distances to a query, by codes; null if there are none, or none for this query.
  Scorer estimates(T query) {
    return codes.isEmpty() ? null : codes.getFirst().estimates(type.floats(query));
  }

  /// A query to the sketch; null if there is none, or it can say nothing of this query.
  SketchQuery sketch(T query) {
    return sketch == null ? null : sketch.query(type.floats(query), sketchRows);
  }

  boolean hasCodes() {
    return !codes.isEmpty();
  }

  boolean hasSketch() {
    return sketch != null;
  }

  /// How many candidates found by estimates are scored again.
  ///
  /// @param oversample for each of the k; more if the quantizer needs more
  int candidates(int k, double oversample) {
    return codes.getFirst().candidates(k, oversample);
  }

  /// Distances to a query for one search: of all vectors, or, where there are finer codes, of those
  /// that these find near.
  ///
  /// @param exact distances of all
  /// @param k how many are wanted at most
  Scorer refined(T query, Scorer exact, int k) {
    Scorer finer = codes.size() < 2 ? null : codes.getLast().estimates(type.floats(query));
    return finer == null
        ? exact
        : new RefinedScorer(finer, exact, codes.getLast().candidates(k, 1));
  }

  /// Distances to a query under any metric.
  Scorer scorer(T query, Metric metric) {
    if (metric.equals(entry.metric().orNull())) {
      return scorer(query);
    }
    checkDims(query);
    FieldMetric.check(entry.field().name, metric, type, query);
    return type.scorer(space(metric, null), query);
  }

  /// A scorer that says in Lucene's words that the index was closed under it.
  Scorer translating(Scorer scorer) {
    return new Scorer() {
      @Override
      public void score(int[] ordinals, int count, float[] distances) throws IOException {
        try {
          scorer.score(ordinals, count, distances);
        } catch (IllegalStateException e) {
          throw translate(e);
        }
      }

      @Override
      public void scoreRange(int first, int count, float[] distances) throws IOException {
        try {
          scorer.scoreRange(first, count, distances);
        } catch (IllegalStateException e) {
          throw translate(e);
        }
      }
    };
  }

  /// Refuses a query of other dimensions than the field's.
  void checkDims(T query) {
    int dims = type.length(query);
    if (dims != dims()) {
      throw new IllegalArgumentException(
          "vector query dimension: " + dims + " differs from field dimension: " + dims());
    }
  }

  /// Bytes of vectors and of what lies beside them.
  long vectorBytes() {
    return entry.vectors().vectors().length() + entry.vectors().norms().length();
  }

  /// Bytes of the codes.
  long codeBytes() {
    return entry.codes().stream().mapToLong(stored -> stored.codes().length()).sum();
  }

  /// Bytes of the graph and the sketch.
  long graphBytes() {
    return entry.graph().bytes() + entry.sketch().bytes();
  }
}
