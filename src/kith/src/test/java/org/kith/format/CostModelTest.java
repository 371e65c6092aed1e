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
