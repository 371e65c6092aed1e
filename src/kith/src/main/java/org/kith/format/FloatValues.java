package org.kith.format;

import java.io.IOException;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.util.Bits;

/// A field's float vectors, read in place.
final class FloatValues extends FloatVectorValues {
  private final StoredField<float[]> field;
  private final ValueReader<float[]> reader;

  FloatValues(StoredField<float[]> field) {
    this.field = field;
    reader = new ValueReader<>(field);
  }

  @Override
  public float[] vectorValue(int ordinal) throws IOException {
    return reader.vector(ordinal);
  }

  @Override
  public int dimension() {
    return field.dims();
  }

  @Override
  public int size() {
    return field.size();
  }

  @Override
  public int ordToDoc(int ordinal) {
    return reader.doc(ordinal);
  }

  @Override
  public Bits getAcceptOrds(Bits acceptDocs) {
    return reader.acceptOrdinals(acceptDocs);
  }

  @Override
  public DocIndexIterator iterator() {
    return reader.iterator();
  }

  @Override
  public VectorScorer scorer(float[] target) throws IOException {
    return ValueScorer.of(field, target);
  }

  @Override
  public FloatVectorValues copy() {
    return new FloatValues(field);
  }
}
