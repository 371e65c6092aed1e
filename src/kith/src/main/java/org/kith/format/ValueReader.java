package org.kith.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import org.apache.lucene.index.KnnVectorValues.DocIndexIterator;
import org.apache.lucene.util.Bits;
import org.kith.kernel.Rows;

/// What one view of a field's vectors keeps: the last vector and the way to documents. Lucene makes
/// a view for every query, often only to ask its size, so all of it is made when first needed.
///
/// @param <T> `float[]` or `byte[]`
final class ValueReader<T> {
  private final StoredField<T> field;
  private T vector;
  private int vectorOrdinal = -1;
  private MemorySegment fetched;
  private Documents.OrdToDoc ordToDoc;
  private DocIndexIterator iterator;

  ValueReader(StoredField<T> field) {
    this.field = field;
  }

  /// A vector, in an array that the next call may overwrite.
  T vector(int ordinal) throws IOException {
    if (vector == null) {
      vector = field.type().allocate(field.dims());
    }
    if (ordinal != vectorOrdinal) {
      vectorOrdinal = -1;
      read(ordinal);
      vectorOrdinal = ordinal;
    }
    return vector;
  }

  private void read(int ordinal) throws IOException {
    Rows rows = field.vectors();
    MemorySegment segment = rows.segment();
    try {
      if (segment != null) {
        field.type().decode(segment, (long) ordinal * rows.stride(), vector);
        return;
      }
      if (fetched == null) {
        fetched = rows.allocateRow();
      }
      rows.fetch(ordinal, fetched, 0);
      field.type().decode(fetched, 0, vector);
    } catch (IllegalStateException e) {
      throw field.translate(e);
    }
  }

  int doc(int ordinal) {
    try {
      if (ordToDoc == null) {
        ordToDoc = field.documents().ordToDoc();
      }
      return ordToDoc.doc(ordinal);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// An iterator over the documents. Where some have no vector a view has one iterator only, as
  /// Lucene's own formats have, and its tests expect.
  DocIndexIterator iterator() {
    try {
      if (iterator == null || field.documents().dense()) {
        iterator = field.documents().iterator();
      }
      return iterator;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Bits acceptOrdinals(Bits acceptDocs) {
    if (acceptDocs == null || field.documents().dense()) {
      return acceptDocs;
    }
    return new Bits() {
      @Override
      public boolean get(int ordinal) {
        return acceptDocs.get(doc(ordinal));
      }

      @Override
      public int length() {
        return field.size();
      }
    };
  }
}
