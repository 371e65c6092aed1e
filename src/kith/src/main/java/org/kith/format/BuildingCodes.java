package org.kith.format;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.util.IOUtils;
import org.kith.graph.Checkpoint;
import org.kith.graph.Memory;
import org.kith.kernel.Rows;
import org.kith.quantize.CodeSpace;
import org.kith.quantize.Quantizer;
import org.kith.quantize.Quantizers;
import org.kith.quantize.Trainer;
import org.kith.store.Section;
import org.kith.store.SegmentFiles;

/// Codes that a graph is built on where those that are kept are too coarse for it. They are in a
/// temporary file, a row for each vector, which is deleted when the graph is done. A directory may
/// keep it mapped until the segment's other files are closed.
final class BuildingCodes implements Closeable {
  /// Fine enough for graphs as good as those of the vectors, and the fastest to build on.
  private static final String CODE = "SQ4";

  /// Vectors between two looks at whether the merge was aborted.
  private static final int CHECK_EVERY = 1 << 7;

  private final SegmentFiles files;
  private final IndexOutput file;
  private final Quantizer quantizer;
  private final int count;
  private IndexInput written;

  private BuildingCodes(SegmentFiles files, IndexOutput file, Quantizer quantizer, int count) {
    this.files = files;
    this.file = file;
    this.quantizer = quantizer;
    this.count = count;
  }

  /// Encodes all vectors of a field that has codes.
  ///
  /// @param vectors float32, as they are in their finished file
  static BuildingCodes of(SegmentOutput out, FieldEntry entry, Rows vectors, Checkpoint checkpoint)
      throws IOException {
    Trainer trainer =
        Quantizers.trainer(CODE, entry.metric().require().family(), entry.dims()).orElseThrow();
    forEach(entry, vectors, checkpoint, trainer::add);
    Quantizer quantizer = trainer.train();
    BuildingCodes codes =
        new BuildingCodes(out.files(), out.temporary(), quantizer, vectors.count());
    try {
      byte[] row = new byte[quantizer.bytes()];
      forEach(
          entry,
          vectors,
          checkpoint,
          vector -> {
            quantizer.encode(vector, row);
            codes.file.writeBytes(row, row.length);
          });
      codes.written = codes.files.openTemporary(codes.file);
      return codes;
    } catch (Throwable t) {
      IOUtils.closeWhileSuppressingExceptions(t, codes);
      throw t;
    }
  }

  private interface Each {
    void accept(float[] vector) throws IOException;
  }

  private static void forEach(FieldEntry entry, Rows vectors, Checkpoint checkpoint, Each each)
      throws IOException {
    float[] vector = new float[entry.dims()];
    MemorySegment row = vectors.allocateRow();
    for (int ordinal = 0; ordinal < vectors.count(); ordinal++) {
      if (ordinal % CHECK_EVERY == 0) {
        checkpoint.check();
      }
      vectors.fetch(ordinal, row, 0);
      VectorType.F32.decode(row, 0, vector);
      each.accept(vector);
    }
  }

  /// @param memory for a copy, where the file cannot be mapped
  CodeSpace space(Memory memory) throws IOException {
    int stride = quantizer.bytes();
    Section all = new Section(0, (long) count * stride);
    return quantizer.space(GraphStage.rows(written, all, count, stride, memory));
  }

  @Override
  public void close() throws IOException {
    IOUtils.closeWhileHandlingException(written);
    files.drop(file);
  }
}
