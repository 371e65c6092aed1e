package org.kith.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DocValuesSkipIndexType;
import org.apache.lucene.index.DocValuesType;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.VectorEncoding;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.junit.jupiter.api.Test;
import org.kith.spec.Spec;

class FieldBufferTest {
  private static FieldInfo field(int dims, VectorEncoding encoding) {
    return new FieldInfo(
        "f",
        0,
        false,
        false,
        false,
        IndexOptions.NONE,
        DocValuesType.NONE,
        DocValuesSkipIndexType.NONE,
        -1,
        Map.of(),
        0,
        0,
        0,
        dims,
        encoding,
        VectorSimilarityFunction.COSINE,
        false,
        false);
  }

  private static <T> FieldBuffer<T> buffer(FieldInfo field, VectorType<T> type) {
    return new FieldBuffer<>(field, type, FieldMetric.of(field, List.of(Spec.parse("Flat"))));
  }

  @Test
  void countsWhatItHolds() {
    var buffer = buffer(field(1000, VectorEncoding.FLOAT32), VectorType.F32);
    long last = buffer.ramBytesUsed();
    assertTrue(last < 1000);
    for (int doc = 0; doc < 100; doc++) {
      buffer.addValue(doc, new float[1000]);
      long now = buffer.ramBytesUsed();
      assertTrue(now >= last && now >= 4000L * doc, now + " bytes");
      last = now;
    }
    // 7 blocks of 16 vectors, and little else.
    assertTrue(last > 7 * 64_000 && last < 7 * 64_000 + 1000, last + " bytes");
  }

  /// A thousand fields of a few vectors each must not fill IndexWriter's buffer.
  @Test
  void aFewVectorsCostLittle() {
    var buffer = buffer(field(4, VectorEncoding.FLOAT32), VectorType.F32);
    for (int doc = 0; doc < 10; doc++) {
      buffer.addValue(doc, new float[4]);
    }
    assertTrue(buffer.ramBytesUsed() < 1000, buffer.ramBytesUsed() + " bytes");
  }

  @Test
  void copiesAtOnce() {
    var buffer = buffer(field(2, VectorEncoding.BYTE), VectorType.I8);
    byte[] vector = {1, 2};
    byte[] copy = buffer.copyValue(vector);
    vector[0] = 9;
    assertArrayEquals(new byte[] {1, 2}, copy);
  }

  @Test
  void takesOneVectorADocument() {
    var buffer = buffer(field(1, VectorEncoding.BYTE), VectorType.I8);
    buffer.addValue(3, new byte[1]);
    Exception e =
        assertThrows(IllegalArgumentException.class, () -> buffer.addValue(3, new byte[1]));
    assertEquals(
        "VectorValuesField \"f\" appears more than once in this document"
            + " (only one value is allowed per field)",
        e.getMessage());
    e = assertThrows(IllegalArgumentException.class, () -> buffer.addValue(4, new byte[2]));
    assertEquals("field 'f' has 1 dimensions, got a vector of 2", e.getMessage());
  }
}
