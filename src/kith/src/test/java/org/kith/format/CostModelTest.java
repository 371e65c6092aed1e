package org.kith.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CostModelTest {
  @Test
  void isWhatItsDocumentationSays() {
    assertEquals(1_224, mostScanned(0, 64));
    assertEquals(34_985, mostScanned(1_000_000, 64));
    assertEquals(false, CostModel.DEFAULT.graphPays(499));
    assertEquals(true, CostModel.DEFAULT.graphPays(500));
    assertEquals(21_760, mostSketched(128));
    assertEquals(9_344, mostSketched(384));
    assertEquals(false, CostModel.DEFAULT.sketchPays(127, 128));
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

  private static int mostSketched(int dims) {
    return IntStream.iterate(
            128, size -> CostModel.DEFAULT.sketchPays(size, dims), size -> size + 1)
        .max()
        .orElse(0);
  }
}
