package org.kith.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.lucene.codecs.KnnFieldVectorsWriter;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.index.DocsWithFieldSet;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.Sorter;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.RamUsageEstimator;

/// The vectors of a field until they are flushed: copied at once into blocks on the heap, counted
/// to the byte.
///
/// @param <T> `float[]` or `byte[]`
final class FieldBuffer<T> extends KnnFieldVectorsWriter<T> {
  /// Elements of a block: so many that array headers do not matter. The first block grows to it, so
  /// that a field with one vector costs little, however many such fields there are.
  private static final int BLOCK = 1 << 14;

  private static final long SHALLOW_BYTES =
      RamUsageEstimator.shallowSizeOfInstance(FieldBuffer.class)
          + RamUsageEstimator.shallowSizeOfInstance(ArrayList.class);

  private final FieldInfo field;
  private final VectorType<T> type;
  private final FieldMetric metric;
  private final int dims;
  private final int blockRows;
  private final List<T> blocks = new ArrayList<>();
  private final DocsWithFieldSet docs = new DocsWithFieldSet();
  private int lastDoc = -1;
  private long blockBytes;

  FieldBuffer(FieldInfo field, VectorType<T> type, FieldMetric metric) {
    this.field = field;
    this.type = type;
    this.metric = metric;
    dims = field.getVectorDimension();
    blockRows = Math.max(1, BLOCK / dims);
  }

  FieldInfo field() {
    return field;
  }

  VectorType<T> type() {
    return type;
  }

  FieldMetric metric() {
    return metric;
  }

  /// Vectors so far.
  int size() {
    return docs.cardinality();
  }

  @Override
  public void addValue(int doc, T vector) {
    if (doc == lastDoc) {
      throw new IllegalArgumentException(
          "VectorValuesField \""
              + field.name
              + "\" appears more than once in this document (only one value is allowed per field)");
    }
    if (type.length(vector) != dims) {
      throw new IllegalArgumentException(
          "field '"
              + field.name
              + "' has "
              + dims
              + " dimensions, got a vector of "
              + type.length(vector));
    }
    metric.check(type, vector);
    int slot = docs.cardinality() % blockRows;
    reserve(slot);
    System.arraycopy(vector, 0, blocks.getLast(), slot * dims, dims);
    docs.add(doc);
    lastDoc = doc;
  }

  /// Makes room in the last block.
  private void reserve(int slot) {
    if (slot == 0) {
      blocks.add(block(blocks.isEmpty() ? 1 : blockRows));
      blockBytes += RamUsageEstimator.NUM_BYTES_OBJECT_REF + bytes(blocks.getLast());
      return;
    }
    T last = blocks.getLast();
    int rows = type.length(last) / dims;
    if (slot == rows) {
      T larger = block(Math.min(2 * rows, blockRows));
      System.arraycopy(last, 0, larger, 0, rows * dims);
      blocks.set(blocks.size() - 1, larger);
      blockBytes += bytes(larger) - bytes(last);
    }
  }

  private T block(int rows) {
    return type.allocate(rows * dims);
  }

  private long bytes(T block) {
    return RamUsageEstimator.alignObjectSize(
        RamUsageEstimator.NUM_BYTES_ARRAY_HEADER
            + (long) type.length(block) * type.encoding().bytes());
  }

  /// All vectors, in the order they came. The array that is handed out is always the same.
  void forEach(Consumer<T> each) {
    T vector = type.allocate(dims);
    for (int i = 0; i < docs.cardinality(); i++) {
      copy(i, vector);
      each.accept(vector);
    }
  }

  private void copy(int ordinal, T vector) {
    System.arraycopy(blocks.get(ordinal / blockRows), ordinal % blockRows * dims, vector, 0, dims);
  }

  /// Writes the vectors in the order of their documents.
  ///
  /// @param sortMap where index sorting moves the documents; null for nowhere
  void writeTo(VectorOutput<T> out, Sorter.DocMap sortMap) throws IOException {
    DocsWithFieldSet newDocs = docs;
    int[] oldOrdinals = null;
    if (sortMap != null) {
      newDocs = new DocsWithFieldSet();
      oldOrdinals = new int[docs.cardinality()];
      KnnVectorsWriter.mapOldOrdToNewOrd(docs, sortMap, null, oldOrdinals, newDocs);
    }
    T vector = type.allocate(dims);
    DocIdSetIterator doc = newDocs.iterator();
    for (int i = 0; doc.nextDoc() != DocIdSetIterator.NO_MORE_DOCS; i++) {
      copy(oldOrdinals == null ? i : oldOrdinals[i], vector);
      out.add(doc.docID(), vector);
    }
  }

  @Override
  public T copyValue(T vector) {
    T copy = type.allocate(dims);
    System.arraycopy(vector, 0, copy, 0, dims);
    return copy;
  }

  @Override
  public long ramBytesUsed() {
    return SHALLOW_BYTES + docs.ramBytesUsed() + blockBytes;
  }
}
