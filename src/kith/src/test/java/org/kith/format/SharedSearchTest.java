package org.kith.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.knn.KnnSearchStrategy;
import org.junit.jupiter.api.Test;
import org.kith.search.KithSearch;

class SharedSearchTest {
  @Test
  void theBoundIsTheKthBest() {
    SharedSearch shared = new SharedSearch(null, 3);
    shared.add(5);
    shared.add(1);
    assertEquals(Float.NEGATIVE_INFINITY, shared.bound(), "two of three");
    shared.add(4);
    assertEquals(1, shared.bound());
    shared.add(0.5f);
    assertEquals(1, shared.bound());
    shared.add(4);
    assertEquals(4, shared.bound());
  }

  @Test
  void threadsLoseNothing() throws Exception {
    long seed = Long.getLong("kith.seed", new Random().nextLong());
    float[] scores = new float[20_000];
    Random random = new Random(seed);
    for (int i = 0; i < scores.length; i++) {
      scores[i] = random.nextFloat();
    }
    SharedSearch shared = new SharedSearch(null, 50);
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (int t = 0; t < 4; t++) {
        int first = t;
        threads.execute(() -> {
          for (int i = first; i < scores.length; i += 4) {
            shared.add(scores[i]);
          }
        });
      }
    }
    Arrays.sort(scores);
    assertEquals(scores[scores.length - 50], shared.bound(), "repeat with -Dkith.seed=" + seed);
  }

  @Test
  void saysWhatTheQuerySays() {
    KithSearch said = KithSearch.efSearch(7).withOversample(3);
    SharedSearch shared = new SharedSearch(said, 10);
    assertEquals(said.efSearch(), shared.efSearch());
    assertEquals(said.oversample(), shared.oversample());
    assertSame(shared, shared.in(said));
    DocIdSetIterator points = DocIdSetIterator.all(3);
    var seeded =
        assertInstanceOf(
            KnnSearchStrategy.Seeded.class,
            shared.in(new KnnSearchStrategy.Seeded(points, 3, said)));
    assertSame(points, seeded.entryPoints());
    assertSame(shared, seeded.originalStrategy());
  }
}
