package org.kith.format;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.List;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.store.IndexInput;
import org.kith.graph.Checkpoint;
import org.kith.graph.CorruptGraphException;
import org.kith.graph.GraphBuilder;
import org.kith.graph.GraphSettings;
import org.kith.graph.HnswGraph;
import org.kith.graph.Workers;
import org.kith.kernel.Rows;
import org.kith.metric.Space;
import org.kith.metric.VectorSpace;
import org.kith.quantize.Quantizer;
import org.kith.store.Section;
import org.kith.store.SectionRows;

/// The second stage of writing a segment: graphs over vectors that are in their file already.
final class GraphStage {
  /// A flush builds with this many percent of efConstruction: merges mend what that leaves, and
  /// flushing is the larger part of what indexing costs.
  static final int FLUSH_EFFORT_PERCENT = 48;

  private static final int MIN_EF_CONSTRUCTION = 4;

  /// Vectors that cannot be mapped are copied into memory up to this many bytes, then fetched one
  /// by one, which is slow.
  private static final long MAX_COPY_BYTES = 1L << 30;

  private final SegmentOutput out;

  GraphStage(SegmentOutput out) {
    this.out = out;
  }

  /// What to ask of a builder.
  interface Task {
    HnswGraph run(GraphBuilder builder) throws IOException;
  }

  static GraphSettings flushed(FieldSettings settings) {
    int effort =
        Math.max(MIN_EF_CONSTRUCTION, settings.efConstruction() * FLUSH_EFFORT_PERCENT / 100);
    return new GraphSettings(settings.degrees(), effort, settings.seed());
  }

  static GraphSettings merged(FieldSettings settings) {
    return new GraphSettings(settings.degrees(), settings.efConstruction(), settings.seed());
  }

  /// Builds a field's graph and writes it.
  ///
  /// @param place the field's entry in the output
  void build(int place, GraphSettings settings, Workers workers, Checkpoint checkpoint, Task task)
      throws IOException {
    FieldEntry entry = out.get(place);
    // Shared: links are written by all workers.
    try (Arena arena = Arena.ofShared()) {
      GraphBuilder builder =
          new GraphBuilder(settings, space(entry, arena), workers, checkpoint, arena);
      out.set(place, entry.with(StoredGraph.write(task.run(builder), out.graphs())));
    } catch (CorruptGraphException e) {
      throw new CorruptIndexException(
          e.getMessage(), "a graph that is merged into field " + entry.field().name, e);
    }
  }

  /// What the graph is built on: the coarsest codes that are fine enough, or else the vectors.
  private Space space(FieldEntry entry, Arena arena) throws IOException {
    StoredVectors stored = entry.vectors();
    List<Quantizer> quantizers = entry.quantizers();
    for (int i = 0; i < quantizers.size(); i++) {
      Quantizer quantizer = quantizers.get(i);
      if (quantizer.buildsGraphs()) {
        Section codes = entry.codes().get(i).codes();
        IndexInput in = out.writtenCodes();
        return quantizer.space(rows(in, codes, stored.count(), quantizer.bytes(), arena));
      }
    }
    IndexInput in = out.writtenVectors();
    Rows vectors = rows(in, stored.vectors(), stored.count(), entry.stride(), arena);
    Rows norms =
        entry.metric().storesNorms()
            ? rows(in, stored.norms(), stored.count(), Float.BYTES, arena)
            : null;
    return new VectorSpace(
        entry.metric().require(), entry.type().encoding(), entry.dims(), vectors, norms);
  }

  private static Rows rows(IndexInput in, Section section, int count, int stride, Arena arena)
      throws IOException {
    return SectionRows.inMemory(
        SectionRows.open(in, section, count, stride), arena, MAX_COPY_BYTES);
  }
}
