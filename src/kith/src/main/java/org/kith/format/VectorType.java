package org.kith.format;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter.MergedVectorValues;
import org.apache.lucene.index.ByteVectorValues;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.MergeState;
import org.apache.lucene.index.VectorEncoding;
import org.kith.kernel.Encoding;
import org.kith.kernel.RowForm;
import org.kith.metric.Metric;
import org.kith.metric.Scorer;
import org.kith.metric.VectorSpace;

/// All that differs between float and byte vectors.
///
/// @param <T> `float[]` or `byte[]`
abstract class VectorType<T> {
  static final VectorType<float[]> F32 = new Floats();
  static final VectorType<byte[]> I8 = new Bytes();

  private final Encoding encoding;

  private VectorType(Encoding encoding) {
    this.encoding = encoding;
  }

  static VectorType<?> of(VectorEncoding encoding) {
    return switch (encoding) {
      case FLOAT32 -> F32;
      case BYTE -> I8;
    };
  }

  final Encoding encoding() {
    return encoding;
  }

  /// Lucene's name of the encoding.
  abstract VectorEncoding luceneEncoding();

  /// A new array.
  abstract T allocate(int length);

  abstract int length(T vector);

  /// Copies a vector into memory, in a form that holds it.
  abstract void encode(T vector, RowForm form, MemorySegment row);

  /// Copies a vector out of memory where it lies plain.
  abstract void decode(MemorySegment rows, long offset, T vector);

  abstract float inverseNorm(T vector);

  /// The vector as quantizers take it.
  abstract float[] floats(T vector);

  abstract Scorer scorer(VectorSpace space, T query);

  /// Refuses a vector that the metric is not defined for.
  abstract void check(Metric metric, T vector);

  /// The vectors of a field of any codec, or null if it has none.
  abstract KnnVectorValues values(KnnVectorsReader reader, String field) throws IOException;

  /// The vectors of a field of a segment, or null if it has none.
  abstract KnnVectorValues values(LeafReader reader, String field) throws IOException;

  /// All vectors of a merge, to be read forwards.
  abstract KnnVectorValues merged(FieldInfo field, MergeState state) throws IOException;

  /// A vector of values of this type.
  abstract T vector(KnnVectorValues values, int ordinal) throws IOException;

  private static final class Floats extends VectorType<float[]> {
    private static final ValueLayout.OfFloat LAYOUT =
        ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    Floats() {
      super(Encoding.F32);
    }

    @Override
    VectorEncoding luceneEncoding() {
      return VectorEncoding.FLOAT32;
    }

    @Override
    float[] allocate(int length) {
      return new float[length];
    }

    @Override
    int length(float[] vector) {
      return vector.length;
    }

    @Override
    void encode(float[] vector, RowForm form, MemorySegment row) {
      form.write(vector, row);
    }

    @Override
    void decode(MemorySegment rows, long offset, float[] vector) {
      MemorySegment.copy(rows, LAYOUT, offset, vector, 0, vector.length);
    }

    @Override
    float inverseNorm(float[] vector) {
      return VectorSpace.inverseNorm(vector);
    }

    @Override
    float[] floats(float[] vector) {
      return vector;
    }

    @Override
    void check(Metric metric, float[] vector) {
      metric.check(vector);
    }

    @Override
    Scorer scorer(VectorSpace space, float[] query) {
      return space.scorer(query);
    }

    @Override
    KnnVectorValues values(KnnVectorsReader reader, String field) throws IOException {
      return reader.getFloatVectorValues(field);
    }

    @Override
    KnnVectorValues values(LeafReader reader, String field) throws IOException {
      return reader.getFloatVectorValues(field);
    }

    @Override
    KnnVectorValues merged(FieldInfo field, MergeState state) throws IOException {
      return MergedVectorValues.mergeFloatVectorValues(field, state);
    }

    @Override
    float[] vector(KnnVectorValues values, int ordinal) throws IOException {
      return ((FloatVectorValues) values).vectorValue(ordinal);
    }
  }

  private static final class Bytes extends VectorType<byte[]> {
    Bytes() {
      super(Encoding.I8);
    }

    @Override
    VectorEncoding luceneEncoding() {
      return VectorEncoding.BYTE;
    }

    @Override
    byte[] allocate(int length) {
      return new byte[length];
    }

    @Override
    int length(byte[] vector) {
      return vector.length;
    }

    @Override
    void encode(byte[] vector, RowForm form, MemorySegment row) {
      MemorySegment.copy(vector, 0, row, ValueLayout.JAVA_BYTE, 0, vector.length);
    }

    @Override
    void decode(MemorySegment rows, long offset, byte[] vector) {
      MemorySegment.copy(rows, ValueLayout.JAVA_BYTE, offset, vector, 0, vector.length);
    }

    @Override
    float inverseNorm(byte[] vector) {
      return VectorSpace.inverseNorm(vector);
    }

    @Override
    float[] floats(byte[] vector) {
      float[] floats = new float[vector.length];
      for (int i = 0; i < vector.length; i++) {
        floats[i] = vector[i];
      }
      return floats;
    }

    @Override
    void check(Metric metric, byte[] vector) {
      metric.check(vector);
    }

    @Override
    Scorer scorer(VectorSpace space, byte[] query) {
      return space.scorer(query);
    }

    @Override
    KnnVectorValues values(KnnVectorsReader reader, String field) throws IOException {
      return reader.getByteVectorValues(field);
    }

    @Override
    KnnVectorValues values(LeafReader reader, String field) throws IOException {
      return reader.getByteVectorValues(field);
    }

    @Override
    KnnVectorValues merged(FieldInfo field, MergeState state) throws IOException {
      return MergedVectorValues.mergeByteVectorValues(field, state);
    }

    @Override
    byte[] vector(KnnVectorValues values, int ordinal) throws IOException {
      return ((ByteVectorValues) values).vectorValue(ordinal);
    }
  }
}
