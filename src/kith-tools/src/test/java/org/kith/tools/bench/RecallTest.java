package org.kith.tools.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.kith.tools.data.DataSet;
import org.kith.tools.data.Metric;
import org.kith.tools.data.Vectors;

class RecallTest {
  private static final DataSet DATA =
      new DataSet(
          "ties",
          Metric.L2SQ,
          Vectors.of(new float[][] {{0}, {1}, {-1}, {2}, {1.01f}}),
          Vectors.of(new float[][] {{0}}),
          new int[][] {{0, 1, 2}});

  @Test
  void ofEquallyNearVectorsAnyIsRight() {
    Recall judge = new Recall(DATA, 2);
    assertEquals(2, judge.right(0, new int[] {0, 1}));
    assertEquals(2, judge.right(0, new int[] {2, 0}));
    assertEquals(2, judge.right(0, new int[] {2, 1}));
  }

  @Test
  void whatIsFartherIsWrong() {
    Recall judge = new Recall(DATA, 2);
    assertEquals(1, judge.right(0, new int[] {0, 3}));
    assertEquals(1, judge.right(0, new int[] {0, 4}));
    assertEquals(0, judge.right(0, new int[] {}));
  }

  @Test
  void noVectorCountsTwice() {
    Recall judge = new Recall(DATA, 2);
    assertThrows(IllegalStateException.class, () -> judge.right(0, new int[] {0, 0}));
  }

  @Test
  void roundingOfFloatsIsForgiven() {
    float[] almost = {1, 1e-5f};
    DataSet data =
        new DataSet(
            "cos",
            Metric.COS,
            Vectors.of(new float[][] {{1, 0}, almost, {1, 0.1f}}),
            Vectors.of(new float[][] {{2, 0}}),
            new int[][] {{0}});
    assertEquals(1, new Recall(data, 1).right(0, new int[] {1}));
    assertEquals(0, new Recall(data, 1).right(0, new int[] {2}));
  }
}
