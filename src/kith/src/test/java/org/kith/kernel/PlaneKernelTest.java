package org.kith.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Both kernels of bit planes against the formula, to the last bit.
class PlaneKernelTest {
  private static final int ROWS = 11;
  private static final int[] ORDINALS = {3, 0, 10, 7, 7, 1, 9, 2, 5};
  private static final ValueLayout.OfLong WORD =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  @Test
  void isExact() {
    for (int words = 1; words <= 40; words++) {
      for (int bits : new int[] {1, 2, 3, 4, 8}) {
        check(words, bits, 2 + random.nextInt(7));
      }
    }
    check(1024, 4, 6);
    check(1024, 1, 4);
  }

  private void check(int words, int bits, int planes) {
    String what = words + " words, " + bits + " bits, " + planes + " planes, seed " + seed;
    int stride = words * bits * Long.BYTES + 3 * Float.BYTES + 4 * random.nextInt(3);
    int start = random.nextInt(3);
    try (Arena arena = Arena.ofConfined()) {
      // Nothing is to be read behind the last row.
      MemorySegment rows = arena.allocate(start + (long) ROWS * stride);
      for (int i = 0; i < rows.byteSize(); i++) {
        rows.set(ValueLayout.JAVA_BYTE, i, (byte) random.nextInt());
      }
      for (int r = 0; r < ROWS; r++) {
        for (int i = 0; i < 3; i++) {
          float factor = (float) random.nextGaussian();
          rows.set(FLOAT, start + r * (long) stride + words * bits * 8L + 4 * i, factor);
        }
      }
      MemorySegment query = query(words, planes);
      List<Kernel> kernels =
          List.of(new SimdPlanes(words, bits, planes), new ScalarPlanes(words, bits, planes));
      for (Kernel kernel : kernels) {
        kernel.query(query, 4);
        float[] all = new float[ROWS];
        kernel.compareRange(rows, start, stride, 0, ROWS, all);
        for (int r = 0; r < ROWS; r++) {
          float expected = value(rows, start + r * stride, query, words, bits, planes);
          assertEquals(expected, all[r], kernel.getClass() + " " + what);
        }
        float[] listed = new float[ORDINALS.length];
        kernel.compare(rows, start, stride, ORDINALS, ORDINALS.length, listed);
        for (int i = 0; i < listed.length; i++) {
          assertEquals(all[ORDINALS[i]], listed[i], kernel.getClass() + " " + what);
        }
      }
    }
  }

  private MemorySegment query(int words, int planes) {
    MemorySegment query = MemorySegment.ofArray(new byte[4 + 24 + planes * words * 8]);
    for (int i = 0; i < 5; i++) {
      query.set(FLOAT, 4 + 4 * i, (float) random.nextGaussian());
    }
    for (int i = 0; i < planes * words; i++) {
      query.set(WORD, 28 + 8L * i, random.nextInt(8) == 0 ? -1 : random.nextLong());
    }
    return query;
  }

  private static float value(
      MemorySegment rows, long row, MemorySegment query, int words, int bits, int planes) {
    int sum = 0;
    for (int i = 0; i < 64 * words; i++) {
      int u = 0;
      for (int b = 0; b < bits; b++) {
        u += bit(rows, row, b * words, i) << b;
      }
      int z = -bit(query, 28, (planes - 1) * words, i) << (planes - 1);
      for (int p = 0; p < planes - 1; p++) {
        z += bit(query, 28, p * words, i) << p;
      }
      sum += u * z;
    }
    float[] head = new float[5];
    for (int i = 0; i < 5; i++) {
      head[i] = query.get(FLOAT, 4 + 4 * i);
    }
    long factors = row + words * bits * 8L;
    float slope = head[2] * rows.get(FLOAT, factors + 4);
    float value = head[0] + head[1] * rows.get(FLOAT, factors) + slope * (sum - head[3]);
    return value - head[4] * rows.get(FLOAT, factors + 8);
  }

  private static int bit(MemorySegment planes, long at, int word, int i) {
    return (int) (planes.get(WORD, at + 8L * (word + i / 64)) >>> i & 1);
  }
}
