package org.kith.format;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.store.IndexInput;
import org.kith.graph.Checkpoint;
import org.kith.graph.CorruptGraphException;
import org.kith.graph.GraphBuilder;
import org.kith.graph.GraphSettings;
import org.kith.graph.HnswGraph;
import org.kith.graph.Memory;
import org.kith.graph.Workers;
import org.kith.kernel.Rows;
import org.kith.metric.Metric;
import org.kith.metric.RowScorer;
import org.kith.metric.Space;
import org.kith.metric.VectorSpace;
import org.kith.quantize.CodeSpace;
import org.kith.quantize.Quantizer;
import org.kith.quantize.Sketch;
import org.kith.store.Section;
import org.kith.store.SectionRows;

/// The second stage of writing a segment: graphs and sketches of vectors that are in their file
/// already.
final class GraphStage {
  /// A flush builds with this many percent of efConstruction: merges mend what that leaves, and
  /// flushing is the larger part of what indexing costs.
  static final int FLUSH_EFFORT_PERCENT = 48;

  /// A graph beside a sketch is built with this many percent of what it would be otherwise: most
  /// searches scan the sketch, and the graph is there for merges and for searches that are guided,
  /// which look at as many more.
  static final int SKETCHED_EFFORT_PERCENT = 60;

  private static final int ALL = 100;

  private static final int MIN_EF_CONSTRUCTION = 4;

  /// Rows copied between two looks at whether the merge was aborted.
  private static final int CHECK_EVERY = 1 << 6;

  /// Vectors that cannot be compared in place are copied into memory up to this many bytes, then
  /// fetched one by one, which is slow.
  private static final long MAX_COPY_BYTES = 1L << 30;

  private final SegmentOutput out;
  private final CostModel costs;

  GraphStage(SegmentOutput out, CostModel costs) {
    this.out = out;
    this.costs = costs;
  }

  /// What to ask of a builder.
  interface Task {
    HnswGraph run(GraphBuilder builder) throws IOException;
  }

  /// How the graph of a flushed field is built.
  GraphSettings flushed(int place) {
    return settings(out.get(place), FLUSH_EFFORT_PERCENT);
  }

  /// How the graph of a merged field is built.
  GraphSettings merged(int place) {
    return settings(out.get(place), ALL);
  }

  private GraphSettings settings(FieldEntry entry, int percent) {
    FieldSettings settings = entry.settings();
    int effort = settings.efConstruction() * percent / ALL;
    if (sketchPays(entry)) {
      effort = effort * SKETCHED_EFFORT_PERCENT / ALL;
    }
    int efConstruction = Math.max(MIN_EF_CONSTRUCTION, effort);
    return new GraphSettings(settings.degrees(), efConstruction, settings.seed());
  }

  /// Builds a field's graph and writes it, and its sketch behind it, if it gets one.
  ///
  /// @param place the field's entry in the output
  void build(int place, GraphSettings settings, Workers workers, Checkpoint checkpoint, Task task)
      throws IOException {
    FieldEntry entry = out.get(place);
    // Shared: links are written by all workers.
    try (Arena arena = Arena.ofShared()) {
      Memory memory = new Memory(arena, checkpoint);
      Rows floats = floats(entry, memory);
      VectorSpace vectors = vectors(entry, floats, memory);
      try (BuildingCodes codes = buildingCodes(entry, floats, checkpoint)) {
        Space space = codes == null ? space(entry, vectors, memory) : codes.space(memory);
        HnswGraph graph =
            task.run(new GraphBuilder(settings, space, vectors, workers, checkpoint, arena))
                .measured(queries(entry, space, floats, memory), vectors.rowScorer());
        out.set(place, entry.with(StoredGraph.write(graph, out.graphs())));
        sketch(place, graph, floats, memory);
      }
    } catch (CorruptGraphException e) {
      throw new CorruptIndexException(
          e.getMessage(), "a graph that is merged into field " + entry.field().name, e);
    }
  }

  /// Writes the sketch of a field that has no graph, if it gets one.
  ///
  /// @param place the field's entry in the output
  void sketch(int place, Checkpoint checkpoint) throws IOException {
    FieldEntry entry = out.get(place);
    if (sketchPays(entry)) {
      try (Arena arena = Arena.ofShared()) {
        Memory memory = new Memory(arena, checkpoint);
        sketch(place, null, floats(entry, memory), memory);
      }
    }
  }

  private void sketch(int place, HnswGraph graph, Rows floats, Memory memory) throws IOException {
    FieldEntry entry = out.get(place);
    if (sketchPays(entry)) {
      int cells = graph == null ? 0 : costs.cells(entry.vectors().count());
      SketchOutput sketch = new SketchOutput(entry, floats, memory);
      out.set(place, entry.with(sketch.write(graph, cells, out)));
    }
  }

  /// Beside codes that graphs are walked by: looking at many vectors may take less time.
  private boolean sketchPays(FieldEntry entry) {
    if (entry.settings().m() == 0 || entry.codes().isEmpty()) {
      return false;
    }
    int count = entry.vectors().count();
    Metric.Family family = entry.metric().require().family();
    return Sketch.fits(family, entry.dims())
        && costs.sketchPays(count, entry.dims())
        && (costs.cells(count) == 0 || Sketch.dividesWell(family));
  }

  /// Null where the field's codes are fine enough, or it has none.
  private BuildingCodes buildingCodes(FieldEntry entry, Rows floats, Checkpoint checkpoint)
      throws IOException {
    List<Quantizer> quantizers = entry.quantizers();
    boolean none = quantizers.isEmpty() || quantizers.stream().anyMatch(Quantizer::buildsGraphs);
    return none ? null : BuildingCodes.of(out, entry, floats, checkpoint);
  }

  /// What is walked to build the graph: the coarsest codes that are fine enough, or the vectors.
  private Space space(FieldEntry entry, VectorSpace vectors, Memory memory) throws IOException {
    List<Quantizer> quantizers = entry.quantizers();
    for (int i = 0; i < quantizers.size(); i++) {
      if (quantizers.get(i).buildsGraphs()) {
        return codeSpace(entry, i, memory);
      }
    }
    return vectors;
  }

  private VectorSpace vectors(FieldEntry entry, Rows floats, Memory memory) throws IOException {
    StoredVectors stored = entry.vectors();
    Rows norms =
        entry.metric().storesNorms()
            ? rows(out.writtenVectors(), stored.norms(), stored.count(), Float.BYTES, memory)
            : null;
    return new VectorSpace(
        entry.metric().require(), entry.type().encoding(), entry.dims(), floats, norms);
  }

  private Rows floats(FieldEntry entry, Memory memory) throws IOException {
    StoredVectors stored = entry.vectors();
    Rows rows =
        rows(out.writtenVectors(), stored.vectors(), stored.count(), entry.stride(), memory);
    return stored.form().floats(rows);
  }

  private CodeSpace codeSpace(FieldEntry entry, int place, Memory memory) throws IOException {
    Quantizer quantizer = entry.quantizers().get(place);
    Section codes = entry.codes().get(place).codes();
    int count = entry.vectors().count();
    return quantizer.space(rows(out.writtenCodes(), codes, count, quantizer.bytes(), memory));
  }

  /// The vectors as queries: they see the distances that searches will walk by, which are others
  /// than those the graph is built by.
  private RowScorer queries(FieldEntry entry, Space space, Rows floats, Memory memory)
      throws IOException {
    if (entry.quantizers().isEmpty()) {
      return space.rowScorer();
    }
    boolean same = entry.quantizers().getFirst().buildsGraphs();
    CodeSpace codes = same ? (CodeSpace) space : codeSpace(entry, 0, memory);
    return new StoredQueries<>(entry.type(), entry.dims(), floats, codes);
  }

  /// Rows in memory: where the directory does not map files they are copied, unless they are too
  /// many.
  static Rows rows(IndexInput in, Section section, int count, int stride, Memory memory)
      throws IOException {
    Rows rows = SectionRows.open(in, section, count, stride);
    if (rows.segment() != null || section.length() > MAX_COPY_BYTES) {
      return rows;
    }
    MemorySegment copy = memory.allocate((long) count * stride);
    for (int i = 0; i < count; i++) {
      if (i % CHECK_EVERY == 0) {
        memory.checkpoint().check();
      }
      rows.fetch(i, copy, (long) i * stride);
    }
    return Rows.of(copy, count, stride);
  }
}
