package org.kith.format;

import java.io.IOException;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.store.DataOutput;
import org.apache.lucene.store.IndexInput;
import org.kith.kernel.Encoding;
import org.kith.kernel.RowForm;
import org.kith.store.Section;

/// Where a field's vectors are in `.kithv`. In metadata:
///
/// ```
/// count      vint
/// form       byte      0 = as the field's encoding says; of floats 1 = uint8, 2 = float16
/// vectors    section   count rows of dims elements in that form
/// norms      section   count * 4 bytes, or 0
/// length     vint
/// documents  bytes     as Lucene's OrdToDocDISIReaderConfiguration writes them
/// ```
///
/// @param count number of vectors
/// @param form the shortest that holds all of them
/// @param vectors their rows
/// @param norms inverse norms, [Section#NONE] where the metric needs none
/// @param documents how ordinals and documents belong together
record StoredVectors(int count, RowForm form, Section vectors, Section norms, byte[] documents) {
  /// A directory of blocks: 21 bytes for each 65,536 vectors, and less than this of its own.
  private static final int MAX_DOCUMENTS_BYTES = 1 << 20;

  void writeTo(DataOutput meta) throws IOException {
    meta.writeVInt(count);
    meta.writeByte(id(form));
    vectors.writeTo(meta);
    norms.writeTo(meta);
    meta.writeVInt(documents.length);
    meta.writeBytes(documents, documents.length);
  }

  private static byte id(RowForm form) {
    return switch (form) {
      case PLAIN -> 0;
      case U8 -> 1;
      case F16 -> 2;
    };
  }

  private static RowForm form(IndexInput meta, Encoding encoding) throws IOException {
    byte id = meta.readByte();
    for (RowForm form : RowForm.values()) {
      if (id(form) == id && (form == RowForm.PLAIN || encoding == Encoding.F32)) {
        return form;
      }
    }
    throw new CorruptIndexException("form " + id + " of vectors of " + encoding, meta);
  }

  static StoredVectors read(IndexInput meta, Encoding encoding, int maxDoc) throws IOException {
    int count = meta.readVInt();
    if (count < 0 || count > maxDoc) {
      throw new CorruptIndexException(count + " vectors for " + maxDoc + " documents", meta);
    }
    RowForm form = form(meta, encoding);
    Section vectors = Section.read(meta);
    Section norms = Section.read(meta);
    int length = meta.readVInt();
    if (length < 0 || length > MAX_DOCUMENTS_BYTES) {
      throw new CorruptIndexException(length + " bytes to describe the documents", meta);
    }
    byte[] documents = new byte[length];
    meta.readBytes(documents, 0, length);
    return new StoredVectors(count, form, vectors, norms, documents);
  }
}
