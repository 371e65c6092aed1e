package org.kith.lucene;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.apache.lucene.document.KnnByteVectorField;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.ByteVectorValues;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.VectorEncoding;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.KnnByteVectorQuery;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.knn.KnnSearchStrategy;

/// A field of either encoding; its values are `float[]` or `byte[]`.
///
/// @param name in the index
/// @param encoding what its values are
/// @param similarity how they are compared
/// @param dims their length
public record VectorField(
    String name, VectorEncoding encoding, VectorSimilarityFunction similarity, int dims) {

  private boolean floats() {
    return encoding == VectorEncoding.FLOAT32;
  }

  /// A random value.
  public Object draw(Random random) {
    return floats() ? Draw.floats(random, dims) : Draw.bytes(random, dims);
  }

  /// The value in a document.
  public IndexableField of(Object value) {
    return floats()
        ? new KnnFloatVectorField(name, (float[]) value, similarity)
        : new KnnByteVectorField(name, (byte[]) value, similarity);
  }

  /// Lucene's own query.
  public Query query(Object target, int k, Query filter, KnnSearchStrategy strategy) {
    return floats()
        ? new KnnFloatVectorQuery(name, (float[]) target, k, filter, strategy)
        : new KnnByteVectorQuery(name, (byte[]) target, k, filter, strategy);
  }

  /// All values of a segment, or null.
  public KnnVectorValues values(LeafReader leaf) throws IOException {
    return floats() ? leaf.getFloatVectorValues(name) : leaf.getByteVectorValues(name);
  }

  /// One of [#values].
  public Object value(KnnVectorValues values, int ordinal) throws IOException {
    return floats()
        ? ((FloatVectorValues) values).vectorValue(ordinal)
        : ((ByteVectorValues) values).vectorValue(ordinal);
  }

  /// Whether two values are the same bit for bit.
  public boolean same(Object a, Object b) {
    return floats()
        ? Arrays.equals(bits((float[]) a), bits((float[]) b))
        : Arrays.equals((byte[]) a, (byte[]) b);
  }

  private static int[] bits(float[] vector) {
    int[] bits = new int[vector.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToRawIntBits(vector[i]);
    }
    return bits;
  }

  /// What the score of a value must be.
  public ExactScore score(Object target, Object value) {
    return floats()
        ? ExactScore.of(similarity, (float[]) target, (float[]) value)
        : ExactScore.of(similarity, (byte[]) target, (byte[]) value);
  }
}
