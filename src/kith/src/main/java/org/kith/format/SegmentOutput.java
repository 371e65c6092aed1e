package org.kith.format;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.util.IOUtils;
import org.kith.store.FileKind;
import org.kith.store.SegmentFiles;

/// The files of a segment while they are written: first all vectors and their codes, then, from
/// these finished files, graphs and sketches, at last the metadata:
///
/// ```
/// .kithm = header  vectorsLength int64  codesLength int64  graphLength int64 (0 = no file)
///          entry*  -1 int32  footer
/// .kithv = header  (vectors, norms, documents of a field)*  footer
/// .kithc = header  (codes of a field)*  footer
/// .kithg = header  (layers of a field, its sketch)*  footer
/// ```
final class SegmentOutput implements Closeable {
  /// Comes where the number of a further field would.
  static final int END_OF_FIELDS = -1;

  private final SegmentWriteState state;
  private final SegmentFiles files;
  private final List<FieldEntry> entries = new ArrayList<>();
  private IndexOutput vectors;
  private IndexOutput graphs;
  private IndexOutput codes;
  private IndexOutput laterCodes;
  private IndexInput writtenVectors;
  private IndexInput writtenCodes;
  private long vectorsLength;
  private long codesLength;

  SegmentOutput(SegmentWriteState state) {
    this.state = state;
    files = SegmentFiles.of(state);
  }

  /// The file of vectors, created when it is first asked for.
  IndexOutput vectors() throws IOException {
    if (vectors == null) {
      if (vectorsLength > 0) {
        throw new IllegalStateException("vectors after the first graph");
      }
      vectors = files.create(FileKind.VECTORS, state.context);
    }
    return vectors;
  }

  /// The file of codes, created when it is first asked for.
  IndexOutput codes() throws IOException {
    if (codes == null) {
      codes = files.create(FileKind.CODES, state.context);
    }
    return codes;
  }

  /// Names and opens the files.
  SegmentFiles files() {
    return files;
  }

  /// A new temporary file, which whoever asked for it moves or drops.
  IndexOutput temporary() throws IOException {
    return files.createTemporary(FileKind.CODES, state.context);
  }

  /// A temporary file for codes that come behind those that are being written, for
  /// [#addLaterCodes].
  IndexOutput laterCodes() throws IOException {
    laterCodes = temporary();
    return laterCodes;
  }

  /// Adds what the temporary file has to the file of codes.
  void addLaterCodes() throws IOException {
    files.move(laterCodes, codes);
    laterCodes = null;
  }

  /// Adds the entry of a field.
  ///
  /// @return its place, for [#set]
  int add(FieldEntry entry) {
    entries.add(entry);
    return entries.size() - 1;
  }

  FieldEntry get(int place) {
    return entries.get(place);
  }

  void set(int place, FieldEntry entry) {
    entries.set(place, entry);
  }

  /// The finished file of vectors; no more can be added from now on.
  IndexInput writtenVectors() throws IOException {
    if (writtenVectors == null) {
      finishVectors();
      writtenVectors = files.open(FileKind.VECTORS, vectorsLength);
    }
    return writtenVectors;
  }

  /// The finished file of codes.
  IndexInput writtenCodes() throws IOException {
    if (writtenCodes == null) {
      finishVectors();
      writtenCodes = files.open(FileKind.CODES, codesLength);
    }
    return writtenCodes;
  }

  /// The file of graphs, created when it is first asked for.
  IndexOutput graphs() throws IOException {
    if (graphs == null) {
      graphs = files.create(FileKind.GRAPH, state.context);
    }
    return graphs;
  }

  private void finishVectors() throws IOException {
    if (vectorsLength == 0) {
      IndexOutput out = vectors();
      vectors = null;
      vectorsLength = SegmentFiles.finish(out);
    }
    if (codes != null) {
      IndexOutput out = codes;
      codes = null;
      codesLength = SegmentFiles.finish(out);
    }
  }

  /// Ends all files.
  void finish() throws IOException {
    finishVectors();
    long graphLength = 0;
    if (graphs != null) {
      IndexOutput out = graphs;
      graphs = null;
      graphLength = SegmentFiles.finish(out);
    }
    IndexOutput meta = files.create(FileKind.META, state.context);
    try {
      meta.writeLong(vectorsLength);
      meta.writeLong(codesLength);
      meta.writeLong(graphLength);
      for (FieldEntry entry : entries) {
        entry.writeTo(meta);
      }
      meta.writeInt(END_OF_FIELDS);
    } catch (Throwable t) {
      IOUtils.closeWhileSuppressingExceptions(t, meta);
      throw t;
    }
    SegmentFiles.finish(meta);
  }

  @Override
  public void close() throws IOException {
    if (laterCodes != null) {
      files.drop(laterCodes);
    }
    IOUtils.close(vectors, codes, graphs, writtenVectors, writtenCodes);
    laterCodes = null;
    vectors = null;
    codes = null;
    graphs = null;
    writtenVectors = null;
    writtenCodes = null;
  }
}
