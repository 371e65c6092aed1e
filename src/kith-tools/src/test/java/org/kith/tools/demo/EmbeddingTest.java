package org.kith.tools.demo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.lucene.index.CorruptIndexException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddingTest {
  private static final int DIMS = 6;
  private static final List<String> COOKING = List.of("pan", "oven", "salt", "soup", "bread");
  private static final List<String> SAILING = List.of("mast", "sail", "wind", "rope", "harbour");

  @TempDir private Path folder;

  private static final Parts UNHEARD =
      new Parts() {
        @Override
        public void total(long parts) {}

        @Override
        public void done(long parts) {}
      };

  /** Texts of two subjects; "boil" and "fry" never meet, but keep the same company. */
  private static List<List<String>> documents() {
    Random random = new Random(3);
    List<List<String>> documents = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      List<String> subject = i % 2 == 0 ? COOKING : SAILING;
      List<String> document = new ArrayList<>();
      for (int j = 0; j < 4; j++) {
        document.add(subject.get(random.nextInt(subject.size())));
      }
      document.add(i % 2 == 1 ? "steer" : i % 4 == 0 ? "boil" : "fry");
      documents.add(document);
    }
    return documents;
  }

  private final Embedding embedding = Embedding.learn(documents(), DIMS, UNHEARD);

  private static double similarity(Embedding embedding, String a, String b) {
    float[] x = embedding.embed(List.of(a));
    float[] y = embedding.embed(List.of(b));
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  @Test
  void wordsOfTheSameCompanyAreNear() {
    Embedding coarse = Embedding.learn(documents(), 2, UNHEARD);
    assertTrue(similarity(coarse, "boil", "fry") > 0.9);
    assertTrue(similarity(coarse, "boil", "steer") < 0.1);
  }

  @Test
  void vectorsHaveLengthOne() {
    float[] vector = embedding.embed(List.of("salt", "wind", "salt", "unheard"));
    assertEquals(DIMS, vector.length);
    double square = 0;
    for (float component : vector) {
      square += component * component;
    }
    assertEquals(1, square, 1e-5);
  }

  @Test
  void unknownWordsHaveNoVector() {
    assertNull(embedding.embed(List.of("unheard", "of")));
    assertNull(embedding.embed(List.of()));
  }

  @Test
  void staysWithinTheRank() {
    assertTrue(Embedding.learn(documents(), 500, UNHEARD).dims() <= 13, "there are 13 words");
  }

  @Test
  void survivesTheDisk() throws Exception {
    Path file = folder.resolve("below").resolve("embedding");
    EmbeddingFile.write(file, embedding);
    Embedding read = EmbeddingFile.read(file);
    List<String> query = List.of("rope", "soup", "rope");
    assertArrayEquals(embedding.embed(query), read.embed(query));
    assertEquals(embedding.vocabulary().words(), read.vocabulary().words());
    try (var files = Files.list(file.getParent())) {
      assertEquals(List.of(file), files.toList(), "nothing unfinished is left");
    }
  }

  @Test
  void noticesDamage() throws Exception {
    Path file = folder.resolve("embedding");
    EmbeddingFile.write(file, embedding);
    byte[] good = Files.readAllBytes(file);
    for (int i : new int[] {0, 9, 40, good.length / 2, good.length - 1}) {
      byte[] bad = good.clone();
      bad[i] ^= 0x10;
      Files.write(file, bad);
      assertThrows(CorruptIndexException.class, () -> EmbeddingFile.read(file), "" + i);
    }
    Files.write(file, Arrays.copyOf(good, good.length / 2));
    assertThrows(CorruptIndexException.class, () -> EmbeddingFile.read(file));
  }
}
