package org.kith.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Both kernels of columns against the formula, to the last bit.
class ColumnKernelTest {
  private static final int ROWS = ColumnKernel.ROWS;

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  @Test
  void isExact() {
    for (int words = 1; words <= ColumnKernel.MOST_WORDS; words++) {
      check(words, random.nextInt(4));
    }
  }

  /** All bits of rows, and of one sign of the query: the largest sums there are. */
  @Test
  void hasRoomForTheLargestSums() {
    for (int kind = 0; kind < 4; kind++) {
      check(ColumnKernel.MOST_WORDS, 4 + kind);
    }
  }

  private void check(int words, int kind) {
    String what = words + " words, kind " + kind + ", seed " + seed;
    int blockBytes = ColumnKernel.blockBytes(words);
    long[][] rows = new long[ROWS][words];
    float[] a = new float[ROWS];
    float[] f = new float[ROWS];
    long[] planes = new long[ColumnKernel.QUERY_PLANES * words];
    Arrays.setAll(planes, i -> plane(kind, i / words));
    byte[] written = new byte[blockBytes];
    try (Arena arena = Arena.ofConfined()) {
      // Nothing is to be read before or behind a block.
      MemorySegment block = arena.allocate(blockBytes, 64);
      for (int r = 0; r < ROWS; r++) {
        Arrays.setAll(rows[r], i -> kind < 4 ? random.nextLong() : -1);
        a[r] = (float) random.nextGaussian();
        f[r] = (float) random.nextGaussian();
        ColumnKernel.put(written, r, rows[r], a[r], f[r]);
      }
      MemorySegment.copy(written, 0, block, ValueLayout.JAVA_BYTE, 0, blockBytes);
      float[] factors = {.5f, -2, .25f, 3};
      for (ColumnKernel kernel : List.of(new SimdColumns(words), new ScalarColumns(words))) {
        String name = kernel.getClass() + " " + what;
        kernel.query(planes, factors[1], factors[2]);
        float[] values = new float[ROWS + 3];
        kernel.compare(block, 0, factors[0], factors[3], values, 3);
        for (int r = 0; r < ROWS; r++) {
          float slope = factors[2] * f[r];
          float expected =
              factors[0] + factors[1] * a[r] + slope * (sum(rows[r], planes) - factors[3]);
          assertEquals(expected, values[r + 3], name);
        }
      }
    }
  }

  private long plane(int kind, int p) {
    return switch (kind) {
      case 4 -> -1;
      case 5 -> p < 2 ? -1 : 0;
      case 6 -> p < 2 ? 0 : -1;
      default -> random.nextLong();
    };
  }

  private static int sum(long[] row, long[] planes) {
    int sum = 0;
    for (int i = 0; i < 64 * row.length; i++) {
      if ((row[i / 64] >>> i & 1) == 1) {
        for (int p = 0; p < 3; p++) {
          int z = p == 2 ? -4 : 1 << p;
          sum += (planes[p * row.length + i / 64] >>> i & 1) == 1 ? z : 0;
        }
      }
    }
    return sum;
  }
}
