package org.kith.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CostModelTest {
  @Test
  void isWhatItsDocumentationSays() {
    assertEquals(1_224, mostScanned(0, 64));
    assertEquals(34_985, mostScanned(1_000_000, 64));
    assertEquals(false, CostModel.DEFAULT.graphPays(499));
    assertEquals(true, CostModel.DEFAULT.graphPays(500));
    assertEquals(false, CostModel.DEFAULT.sketchPays(127, 128));
    assertEquals(true, CostModel.DEFAULT.sketchPays(128, 128));
    assertEquals(true, CostModel.DEFAULT.sketchPays(1_398_080, 128));
    assertEquals(false, CostModel.DEFAULT.sketchPays(1_398_144, 128));
    assertEquals(true, CostModel.DEFAULT.sketchPays(599_168, 384));
    assertEquals(false, CostModel.DEFAULT.sketchPays(599_232, 384));
    assertEquals(0, CostModel.DEFAULT.cells(8_191));
    assertEquals(170, CostModel.DEFAULT.cells(8_192));
    assertEquals(1_364, CostModel.DEFAULT.cells(200_000));
    assertEquals(12_288, CostModel.DEFAULT.looks(200_000, 200_000, 64));
    assertEquals(24_576, CostModel.DEFAULT.looks(100_000, 200_000, 64));
    assertEquals(10_000, CostModel.DEFAULT.looks(10_000, 10_000, 64));
    assertEquals(true, CostModel.DEFAULT.exactIsCheaperThanSketch(100, 1600));
    assertEquals(false, CostModel.DEFAULT.exactIsCheaperThanSketch(101, 1600));
  }

  /// @param size vectors of the segment; 0 for as many as are accepted
  private static int mostScanned(int size, int ef) {
    int accepted = 0;
    while (CostModel.DEFAULT.exactIsCheaper(accepted + 1, size == 0 ? accepted + 1 : size, ef)) {
      accepted++;
    }
    return accepted;
  }
}
