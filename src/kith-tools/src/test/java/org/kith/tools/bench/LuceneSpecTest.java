package org.kith.tools.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.lucene.util.quantization.QuantizedByteVectorValues.ScalarEncoding;
import org.junit.jupiter.api.Test;

class LuceneSpecTest {
  @Test
  void defaultsAreLucenes() {
    assertEquals(
        new LuceneContender("lucene-hnsw", null, 16, 100, 0), LuceneSpec.parse("lucene-hnsw"));
  }

  @Test
  void settingsInParentheses() {
    assertEquals(
        new LuceneContender(
            "lucene-sq1( M = 32, efConstruction=200,oversample=2.5)",
            ScalarEncoding.SINGLE_BIT_QUERY_NIBBLE,
            32,
            200,
            2.5),
        LuceneSpec.parse(" lucene-sq1( M = 32, efConstruction=200,oversample=2.5)"));
  }

  @Test
  void refusalsSayWhatThereIs() {
    assertRefused("lucene-sq3", "lucene-flat, lucene-hnsw and lucene-sq1, lucene-sq2");
    assertRefused("lucene-hnsw(m=3)", "M, efConstruction");
    assertRefused("lucene-hnsw(oversample=3)", "M, efConstruction");
    assertRefused("lucene-sq8(oversample=0.5)", "at least 1");
    assertRefused("lucene-hnsw(M=9999)", "maxConn");
    assertRefused("lucene-hnsw(M=16", "no such format");
  }

  private static void assertRefused(String spec, String reason) {
    var e = assertThrows(IllegalArgumentException.class, () -> LuceneSpec.parse(spec));
    assertTrue(e.getMessage().contains(spec), e.getMessage());
    assertTrue(e.getMessage().contains(reason), e.getMessage());
  }
}
