package org.kith.tools.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VocabularyTest {
  private static final List<List<String>> DOCUMENTS =
      List.of(
          List.of("a", "b", "b", "b"),
          List.of("a", "b"),
          List.of("a", "c"),
          List.of("a", "d", "c"));

  private final Vocabulary vocabulary = Vocabulary.of(DOCUMENTS, 2);

  @Test
  void keepsWordsOfEnoughDocuments() {
    assertEquals(List.of("a", "b", "c"), vocabulary.words());
  }

  @Test
  void weighsRareWordsMore() {
    float[] weights = vocabulary.weights();
    assertEquals(Math.log(5.0 / 4), weights[0], 1e-6);
    assertEquals(Math.log(5.0 / 2), weights[1], 1e-6);
  }

  @Test
  void scalesDocumentsToLengthOne() {
    double a = Math.log(5.0 / 4);
    double b = (1 + Math.log(3)) * Math.log(5.0 / 2);
    double length = Math.hypot(a, b);
    Map<Integer, Float> weighed = vocabulary.weigh(DOCUMENTS.getFirst());
    assertEquals(2, weighed.size());
    assertEquals(a / length, weighed.get(0), 1e-6);
    assertEquals(b / length, weighed.get(1), 1e-6);
  }

  @Test
  void knowsNothingOfOtherWords() {
    assertTrue(vocabulary.weigh(List.of("d", "e")).isEmpty());
  }
}
