package org.kith.tools.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.apache.lucene.search.ScoreDoc;
import org.junit.jupiter.api.Test;

class RankFusionTest {
  private static ScoreDoc[] ranking(int... docs) {
    return Arrays.stream(docs).mapToObj(doc -> new ScoreDoc(doc, 1)).toArray(ScoreDoc[]::new);
  }

  private static List<Integer> docs(List<ScoreDoc> hits) {
    return hits.stream().map(hit -> hit.doc).toList();
  }

  @Test
  void addsReciprocalRanks() {
    var fused = RankFusion.fuse(List.of(ranking(7, 8), ranking(9, 7)), 10);
    assertEquals(List.of(7, 9, 8), docs(fused));
    assertEquals(1f / 61 + 1f / 62, fused.get(0).score, 1e-7);
    assertEquals(1f / 61, fused.get(1).score, 1e-7);
    assertEquals(1f / 62, fused.get(2).score, 1e-7);
  }

  @Test
  void beingInBothBeatsBeingFirstInOne() {
    assertEquals(3, docs(RankFusion.fuse(List.of(ranking(1, 3), ranking(2, 3)), 1)).getFirst());
  }

  @Test
  void breaksTiesByDocument() {
    assertEquals(List.of(4, 5), docs(RankFusion.fuse(List.of(ranking(5), ranking(4)), 2)));
    assertEquals(List.of(), docs(RankFusion.fuse(List.of(ranking(), ranking()), 2)));
  }
}
