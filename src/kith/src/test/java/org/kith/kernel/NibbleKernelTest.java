package org.kith.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both twins against the definition, in whole numbers. */
class NibbleKernelTest {
  private static final int ROWS = 7;

  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  static Stream<Integer> dims() {
    return IntStream.concat(
            IntStream.rangeClosed(1, 140),
            IntStream.of(255, 256, 384, 513, 784, 1024, 1025, 1153, 4099, 65_536))
        .boxed();
  }

  @ParameterizedTest
  @MethodSource("dims")
  void multipliesAndAdds(int dims) {
    Random random = new Random(dims);
    int[][] codes = new int[ROWS][dims];
    for (int r = 0; r < ROWS; r++) {
      for (int i = 0; i < dims; i++) {
        // The products that come closest to overflow are among them.
        codes[r][i] = r == 0 ? 15 : r == 1 ? 0 : random.nextInt(16);
      }
    }
    byte[] levels = new byte[dims];
    int kind = random.nextInt(3);
    for (int i = 0; i < dims; i++) {
      levels[i] = (byte) (kind == 0 ? 63 : kind == 1 ? -63 : random.nextInt(-63, 64));
    }
    int stride = NibbleKernel.rowBytes(dims) + 1;
    try (Arena arena = Arena.ofConfined()) {
      // Each the slice of a longer row, at its end: nothing may be read behind it.
      MemorySegment rows = arena.allocate((long) ROWS * stride);
      for (int r = 0; r < ROWS; r++) {
        fill(rows, 1 + (long) r * stride, codes[r], r, 0.5f + r);
      }
      for (NibbleKernel kernel : List.of(new SimdNibbles(dims), new ScalarNibbles(dims))) {
        kernel.query(query(levels, 3, 2, 0.25f), 0);
        check(
            kernel,
            rows,
            stride,
            r -> 3 + 2 * r - 0.25f * (0.5f + r) * (7.5f + sum(levels, codes[r])));
        kernel.query(levels, 3, 2, 0.25f);
        check(kernel, rows, stride, r -> 3 + 2 * r - 0.25f * (0.5f + r) * sum(levels, codes[r]));
        kernel.queryRow(rows, 1 + 2L * stride);
        byte[] ofRow = new byte[dims];
        for (int i = 0; i < dims; i++) {
          ofRow[i] = (byte) (2 * codes[2][i] - 15);
        }
        check(kernel, rows, stride, r -> 2 + r - 2.5f * (0.5f + r) * sum(ofRow, codes[r]));
      }
    }
  }

  private interface Expected {
    float ofRow(int r);
  }

  private static void check(Kernel kernel, MemorySegment rows, int stride, Expected expected) {
    float[] range = new float[ROWS];
    kernel.compareRange(rows, 1, stride, 0, ROWS, range);
    float[] listed = new float[ROWS];
    kernel.compare(rows, 1, stride, new int[] {6, 5, 4, 3, 2, 1, 0}, ROWS, listed);
    float[] values = new float[ROWS];
    float[] backwards = new float[ROWS];
    for (int r = 0; r < ROWS; r++) {
      values[r] = expected.ofRow(r);
      backwards[ROWS - 1 - r] = values[r];
    }
    assertArrayEquals(values, range, kernel.toString());
    assertArrayEquals(backwards, listed, kernel.toString());
  }

  private static void fill(MemorySegment rows, long row, int[] codes, float offset, float slope) {
    for (int i = 0; i < codes.length; i++) {
      int pair = rows.get(ValueLayout.JAVA_BYTE, row + i / 2) | codes[i] << (i % 2 * 4);
      rows.set(ValueLayout.JAVA_BYTE, row + i / 2, (byte) pair);
    }
    long tail = row + NibbleKernel.rowBytes(codes.length) - NibbleKernel.TAIL_BYTES;
    rows.set(FLOAT, tail, offset);
    rows.set(FLOAT, tail + 4, slope);
  }

  private static MemorySegment query(byte[] levels, float base, float weight, float factor) {
    MemorySegment query = MemorySegment.ofArray(new byte[NibbleKernel.HEAD_BYTES + levels.length]);
    query.set(FLOAT, 0, base);
    query.set(FLOAT, 4, weight);
    query.set(FLOAT, 8, factor);
    query.set(FLOAT, 12, 7.5f);
    MemorySegment.copy(
        levels, 0, query, ValueLayout.JAVA_BYTE, NibbleKernel.HEAD_BYTES, levels.length);
    return query;
  }

  private static int sum(byte[] levels, int[] codes) {
    int sum = 0;
    for (int i = 0; i < levels.length; i++) {
      sum += levels[i] * (2 * codes[i] - 15);
    }
    return sum;
  }
}
