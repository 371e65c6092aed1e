package org.kith.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Near misses.
class SpellingTest {

  @ParameterizedTest
  @CsvSource({
    "HNSW, HNSW, 0",
    "hnsw, HNSW, 0",
    "HNWS, HNSW, 1",
    "HNS, HNSW, 1",
    "HHNSW, HNSW, 1",
    "HNSV, HNSW, 1",
    "NHWS, HNSW, 2",
    "'', PQ, 2",
    "Flat, Vamana, 5"
  })
  void countsLetters(String left, String right, int distance) {
    assertEquals(distance, Spelling.distance(left, right));
    assertEquals(distance, Spelling.distance(right, left));
  }

  @Test
  void findsTheNearest() {
    List<String> names = List.of("efConstruction", "efSearch", "seed", "PQ");
    assertEquals(Optional.of("efSearch"), Spelling.nearest("efsaerch", names));
    assertEquals(Optional.of("seed"), Spelling.nearest("sed", names));
    assertEquals(Optional.of("PQ"), Spelling.nearest("pq", names));
    assertEquals(Optional.empty(), Spelling.nearest("RQ", names));
    assertEquals(Optional.empty(), Spelling.nearest("speed2", names));
    assertEquals(Optional.empty(), Spelling.nearest("", names));
  }
}
