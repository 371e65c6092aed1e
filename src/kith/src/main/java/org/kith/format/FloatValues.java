package org.kith.format;

import java.io.IOException;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.util.Bits;
import org.kith.metric.Metric;
import org.kith.metric.MetricVectors;
import org.kith.metric.Scorer;

/// A field's float vectors, read in place.
final class FloatValues extends FloatVectorValues implements MetricVectors<float[]> {
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
  public Metric metric() {
    return field.metric();
  }

  @Override
  public Scorer scorer(float[] query, Metric metric) {
    return field.translating(field.scorer(query, metric));
  }

  @Override
  public FloatVectorValues copy() {
    return new FloatValues(field);
  }
}
