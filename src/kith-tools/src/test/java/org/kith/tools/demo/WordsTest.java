package org.kith.tools.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WordsTest {
  private final Words words = new Words();

  @AfterEach
  void close() {
    words.close();
  }

  @Test
  void splitsNames() {
    assertEquals(
        List.of("urlconnect", "url", "connect"), words.of("URLConnection"), "capitals and humps");
    assertEquals(List.of("max_valu", "max", "valu"), words.of("MAX_VALUE"));
    assertEquals(List.of("int32arrai", "int32", "arrai"), words.of("int32Array"));
  }

  @Test
  void leavesOutStopWordsAndLetters() {
    assertEquals(List.of("sort", "list"), words.of("Sorts a list, which is of x"));
  }

  @Test
  void bringsFormsTogether() {
    assertEquals(words.of("sorting sorted sorts"), List.of("sort", "sort", "sort"));
  }

  @Test
  void keepsRepeatedWords() {
    assertEquals(List.of("lock", "lock"), words.of("lock Lock"));
    assertEquals(List.of(), words.of("  "));
  }
}
