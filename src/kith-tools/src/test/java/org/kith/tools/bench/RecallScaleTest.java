package org.kith.tools.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RecallScaleTest {
  @Test
  void marksStandOneApart() {
    assertEquals("0.8", RecallScale.label(RecallScale.place(0.8)));
    assertEquals(RecallScale.place(0.9), RecallScale.place(0.8) + 1, 1e-9);
    assertEquals(RecallScale.place(0.99), RecallScale.place(0.98) + 1, 1e-9);
    assertEquals(RecallScale.end(), RecallScale.place(1), 1e-9);
    assertEquals("", RecallScale.label(RecallScale.place(0.93)));
  }

  @Test
  void risesWithRecall() {
    for (int i = 1; i <= 1000; i++) {
      double recall = i / 1000.0;
      assertTrue(RecallScale.place(recall) > RecallScale.place(recall - 0.001), () -> "" + recall);
    }
  }
}
