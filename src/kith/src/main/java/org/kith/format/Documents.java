package org.kith.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.lucene.codecs.lucene95.OrdToDocDISIReaderConfiguration;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.KnnVectorValues.DocIndexIterator;
import org.apache.lucene.store.ByteBuffersDataInput;
import org.apache.lucene.store.ByteBuffersIndexInput;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.util.LongValues;

/// Which document has which vector. Ordinals are ranks: a higher one means a later document.
final class Documents {
  private final OrdToDocDISIReaderConfiguration mapping;
  private final IndexInput in;
  private final int size;
  private final int maxDoc;

  private Documents(OrdToDocDISIReaderConfiguration mapping, IndexInput in, int size, int maxDoc) {
    this.mapping = mapping;
    this.in = in;
    this.size = size;
    this.maxDoc = maxDoc;
  }

  /// Opens a field's documents.
  ///
  /// @param in `.kithv`
  static Documents open(StoredVectors stored, IndexInput in, int maxDoc) throws IOException {
    var bytes = new ByteBuffersDataInput(List.of(ByteBuffer.wrap(stored.documents())));
    int size = stored.count();
    try (IndexInput meta = new ByteBuffersIndexInput(bytes, "documents")) {
      var mapping = OrdToDocDISIReaderConfiguration.fromStoredMeta(meta, size);
      if (mapping.isEmpty() != (size == 0) || mapping.isDense() != (size == maxDoc && size > 0)) {
        throw new CorruptIndexException(size + " vectors, other documents", in);
      }
      Documents documents = new Documents(mapping, in, size, maxDoc);
      if (!documents.dense()) {
        documents.iterator();
        documents.byOrdinal();
      }
      return documents;
    } catch (IllegalArgumentException e) {
      throw new CorruptIndexException("documents outside the file", in, e);
    }
  }

  /// Whether a document is its vector's ordinal.
  boolean dense() {
    return size == 0 || mapping.isDense();
  }

  int size() {
    return size;
  }

  /// A new iterator over the documents that have a vector.
  DocIndexIterator iterator() throws IOException {
    return dense()
        ? new DenseIterator(size)
        : new SparseIterator(mapping.getIndexedDISI(in), size, maxDoc, in);
  }

  /// Of a sparse field only.
  private LongValues byOrdinal() throws IOException {
    return mapping.getDirectMonotonicReader(in);
  }

  /// A new map from ordinals to documents, for one thread.
  OrdToDoc ordToDoc() throws IOException {
    if (dense()) {
      return ordinal -> ordinal;
    }
    LongValues docs = byOrdinal();
    return ordinal -> {
      long doc = docs.get(ordinal);
      if (doc < 0 || doc >= maxDoc) {
        throw new UncheckedIOException(
            new CorruptIndexException("document " + doc + " of " + maxDoc, in));
      }
      return (int) doc;
    };
  }

  /// A document by ordinal; a damaged file gives an [UncheckedIOException].
  interface OrdToDoc {
    int doc(int ordinal);
  }

  private static final class DenseIterator extends DocIndexIterator {
    private final int size;
    private int doc = -1;

    DenseIterator(int size) {
      this.size = size;
    }

    @Override
    public int docID() {
      return doc;
    }

    @Override
    public int index() {
      return doc;
    }

    @Override
    public int nextDoc() {
      return doc == NO_MORE_DOCS ? doc : advance(doc + 1);
    }

    @Override
    public int advance(int target) {
      doc = target < size ? target : NO_MORE_DOCS;
      return doc;
    }

    @Override
    public long cost() {
      return size;
    }
  }
}
