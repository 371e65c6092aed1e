package org.kith.format;

import java.io.EOFException;
import java.io.IOException;
import org.apache.lucene.codecs.lucene90.IndexedDISI;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.KnnVectorValues.DocIndexIterator;
import org.apache.lucene.store.IndexInput;

/// The documents of a field that not every document has. They are read in place, from bytes that
/// nobody has verified: what is not a later document of the segment, with a later ordinal, is
/// damage.
final class SparseIterator extends DocIndexIterator {
  private final IndexedDISI docs;
  private final int size;
  private final int maxDoc;
  private final IndexInput in;
  private int doc = -1;

  /// @param docs unpositioned
  /// @param size number of documents
  /// @param in what they are read from, for messages
  SparseIterator(IndexedDISI docs, int size, int maxDoc, IndexInput in) {
    this.docs = docs;
    this.size = size;
    this.maxDoc = maxDoc;
    this.in = in;
  }

  @Override
  public int docID() {
    return doc;
  }

  @Override
  public int index() {
    return docs.index();
  }

  @Override
  public int nextDoc() throws IOException {
    return doc == NO_MORE_DOCS ? doc : advance(doc + 1);
  }

  @Override
  public int advance(int target) throws IOException {
    int index = docs.index();
    int found;
    try {
      found = docs.advance(target);
    } catch (EOFException | IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new CorruptIndexException("documents outside the file", in, e);
    }
    boolean sound = found < maxDoc && docs.index() > index && docs.index() < size;
    if (found < target || !(sound || found == NO_MORE_DOCS)) {
      throw new CorruptIndexException(
          "document "
              + found
              + " of "
              + maxDoc
              + " after "
              + doc
              + ", with ordinal "
              + docs.index()
              + " of "
              + size
              + " after "
              + index,
          in);
    }
    doc = found;
    return found;
  }

  @Override
  public long cost() {
    return size;
  }
}
