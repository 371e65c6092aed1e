package org.kith.format;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.apache.lucene.store.IndexOutput;
import org.kith.graph.HnswGraph;
import org.kith.graph.Memory;
import org.kith.kernel.Rows;
import org.kith.partition.Cells;
import org.kith.quantize.Sketch;
import org.kith.store.Section;

/// Writes the sketch of a field, of vectors that are in their file already.
final class SketchOutput {
  /// Vectors sketched between two looks at whether the merge was aborted.
  private static final int CHECK_EVERY = 1 << 7;

  private final FieldEntry entry;
  private final Rows vectors;
  private final Memory memory;
  private final MemorySegment row;
  private final float[] vector;
  private int reads;

  /// @param vectors float32
  SketchOutput(FieldEntry entry, Rows vectors, Memory memory) {
    this.entry = entry;
    this.vectors = vectors;
    this.memory = memory;
    row = vectors.allocateRow();
    vector = new float[entry.dims()];
  }

  /// @param graph by which near vectors are found; null without
  /// @param cells how many; 0 for none
  /// @param segment its file of graphs
  StoredSketch write(HnswGraph graph, int cells, SegmentOutput segment) throws IOException {
    Sketch sketch = train();
    if (sketch == null) {
      return StoredSketch.NONE;
    }
    IndexOutput out = segment.graphs();
    return cells == 0
        ? writeAll(sketch, out)
        : writeCells(sketch, cells(sketch, graph, cells), out);
  }

  private Sketch train() throws IOException {
    Optional<Sketch.Trainer> trainer =
        Sketch.trainer(entry.metric().require().family(), entry.dims());
    if (trainer.isEmpty()) {
      return null;
    }
    for (int ordinal = 0; ordinal < vectors.count(); ordinal++) {
      read(ordinal);
      trainer.get().add(vector);
    }
    return trainer.get().train().orElse(null);
  }

  private void read(int ordinal) throws IOException {
    if (reads++ % CHECK_EVERY == 0) {
      memory.checkpoint().check();
    }
    vectors.fetch(ordinal, row, 0);
    VectorType.F32.decode(row, 0, vector);
  }

  private StoredSketch writeAll(Sketch sketch, IndexOutput out) throws IOException {
    long start = Section.startOf(out);
    Sketch.Writer writer = sketch.writer(block -> out.writeBytes(block, block.length));
    for (int ordinal = 0; ordinal < vectors.count(); ordinal++) {
      read(ordinal);
      writer.add(vector);
    }
    writer.finish();
    return StoredSketch.ofAll(sketch.parameters(), Section.endOf(out, start));
  }

  private Cells cells(Sketch sketch, HnswGraph graph, int count) throws IOException {
    return Cells.of(
        graph,
        (ordinal, into) -> {
          vectors.fetch(ordinal, row, 0);
          VectorType.F32.decode(row, 0, into);
          float scale = sketch.scale(into);
          for (int i = 0; i < into.length && scale != 1; i++) {
            into[i] *= scale;
          }
        },
        entry.dims(),
        count,
        memory);
  }

  private StoredSketch writeCells(Sketch sketch, Cells cells, IndexOutput out) throws IOException {
    float[] centroid = new float[entry.dims()];
    Rows centroids = cells.centroids();
    long start = Section.startOf(out);
    Sketch.Writer writer = sketch.writer(block -> out.writeBytes(block, block.length));
    for (int cell = 0; cell < cells.count(); cell++) {
      VectorType.F32.decode(centroids.segment(), (long) cell * centroids.stride(), centroid);
      writer.begin(centroid);
      for (int i = 0; i < cells.size(cell); i++) {
        read(cells.ordinal(cell, i));
        writer.add(vector);
      }
    }
    writer.finish();
    Section blocks = Section.endOf(out, start);
    start = Section.startOf(out);
    for (int cell = 0; cell < cells.count(); cell++) {
      out.writeInt(cells.size(cell));
    }
    Section sizes = Section.endOf(out, start);
    start = Section.startOf(out);
    for (int cell = 0; cell < cells.count(); cell++) {
      for (int i = 0; i < cells.size(cell); i++) {
        out.writeInt(cells.ordinal(cell, i));
      }
    }
    Section ordinals = Section.endOf(out, start);
    Section means = Section.write(out, centroids.segment());
    start = Section.startOf(out);
    Sketch.Writer coarse = sketch.centroidWriter(block -> out.writeBytes(block, block.length));
    for (int cell = 0; cell < cells.count(); cell++) {
      VectorType.F32.decode(centroids.segment(), (long) cell * centroids.stride(), centroid);
      coarse.add(centroid);
    }
    coarse.finish();
    return new StoredSketch(
        sketch.parameters(),
        cells.count(),
        blocks,
        sizes,
        ordinals,
        means,
        Section.endOf(out, start));
  }
}
