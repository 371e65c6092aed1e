package org.kith.format;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.apache.lucene.codecs.lucene95.OrdToDocDISIReaderConfiguration;
import org.apache.lucene.index.DocsWithFieldSet;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.store.ByteBuffersIndexOutput;
import org.apache.lucene.store.IndexOutput;
import org.kith.kernel.RowForm;
import org.kith.store.Section;

/// Writes a field's vectors, one after the other, to `.kithv`:
///
/// ```
/// zeros to a multiple of 64
/// vectors  count rows of dims elements, little-endian: int8, or float32, which are uint8 or
///          float16 where that holds every one of them to the last bit
/// zeros to a multiple of 64                                 \ only where the
/// norms    count float32: 1 / |x|, 0 for the zero vector    / metric needs them
/// documents: IndexedDISI and DirectMonotonic blocks, only where some documents have no vector
/// ```
///
/// @param <T> `float[]` or `byte[]`
final class VectorOutput<T> {
  /// As in Lucene's own formats.
  private static final int DIRECT_MONOTONIC_BLOCK_SHIFT = 16;

  private final IndexOutput out;
  private final VectorType<T> type;
  private final RowForm form;
  private final byte[] row;
  private final MemorySegment rowSegment;
  private final ByteBuffersDataOutput norms;
  private final CodeOutput codes;
  private final DocsWithFieldSet docs = new DocsWithFieldSet();
  private final long start;

  /// @param out the file
  /// @param form holds all vectors
  /// @param norms whether inverse norms are stored beside the vectors
  /// @param codes where codes of the vectors go; null if there are none
  VectorOutput(
      IndexOutput out, VectorType<T> type, int dims, RowForm form, boolean norms, CodeOutput codes)
      throws IOException {
    this.out = out;
    this.type = type;
    this.form = form;
    this.codes = codes;
    this.norms = norms ? new ByteBuffersDataOutput() : null;
    row = new byte[dims * form.bytes(type.encoding())];
    rowSegment = MemorySegment.ofArray(row);
    start = Section.startOf(out);
  }

  /// Writes the vector of the next document.
  void add(int doc, T vector) throws IOException {
    type.encode(vector, form, rowSegment);
    out.writeBytes(row, row.length);
    if (norms != null) {
      norms.writeInt(Float.floatToRawIntBits(type.inverseNorm(vector)));
    }
    if (codes != null) {
      codes.add(type.floats(vector));
    }
    docs.add(doc);
  }

  /// Where the codes are.
  List<StoredCodes> codes() throws IOException {
    return codes == null ? List.of() : codes.finish();
  }

  /// Writes what comes after the last vector.
  ///
  /// @param maxDoc documents of the segment
  StoredVectors finish(int maxDoc) throws IOException {
    Section vectors = Section.endOf(out, start);
    Section inverseNorms = Section.NONE;
    if (norms != null) {
      long from = Section.startOf(out);
      norms.copyTo(out);
      inverseNorms = Section.endOf(out, from);
    }
    ByteBuffersDataOutput documents = new ByteBuffersDataOutput();
    try (IndexOutput meta = new ByteBuffersIndexOutput(documents, "documents", "documents")) {
      OrdToDocDISIReaderConfiguration.writeStoredMeta(
          DIRECT_MONOTONIC_BLOCK_SHIFT, meta, out, docs.cardinality(), maxDoc, docs);
    }
    return new StoredVectors(
        docs.cardinality(), form, vectors, inverseNorms, documents.toArrayCopy());
  }

  /// The documents that have a vector, in the order of ordinals.
  DocsWithFieldSet docs() {
    return docs;
  }
}
