package org.kith.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a form holds comes back to the last bit; what it would change it refuses. */
class RowFormTest {
  private static final int HALVES = 1 << Short.SIZE;

  private final long seed = Long.getLong("kith.seed", new Random().nextLong());
  private final Random random = new Random(seed);

  @RegisterExtension
  final TestExecutionExceptionHandler repeat =
      (context, e) -> {
        throw new AssertionError("repeat with -Dkith.seed=" + seed, e);
      };

  @Test
  void everyByte() throws IOException {
    float[] all = new float[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = i;
    }
    for (RowForm form : RowForm.values()) {
      assertComesBack(all, form);
    }
  }

  @Test
  void everyHalf() throws IOException {
    float[] numbers = new float[HALVES];
    int count = 0;
    for (int half = 0; half < HALVES; half++) {
      float x = Float.float16ToFloat((short) half);
      assertEquals(Float.isFinite(x), RowForm.F16.holds(new float[] {x}), () -> "half " + x);
      if (Float.isFinite(x)) {
        numbers[count++] = x;
      }
    }
    float[] finite = Arrays.copyOf(numbers, count);
    assertEquals(HALVES - 2 * 1024, count);
    assertComesBack(finite, RowForm.F16);
    assertComesBack(finite, RowForm.PLAIN);
  }

  /** Whoever holds a number gives it back, and nobody holds one beside those that have halves. */
  @Test
  void anyBits() throws IOException {
    for (int i = 0; i < 100_000; i++) {
      float[] any = {Float.intBitsToFloat(random.nextInt())};
      float[] near = {Math.nextUp(Float.float16ToFloat((short) random.nextInt()))};
      for (float[] vector : new float[][] {any, near}) {
        for (RowForm form : RowForm.values()) {
          if (form.holds(vector)) {
            assertComesBack(vector, form);
          }
        }
      }
      assertFalse(RowForm.F16.holds(near), () -> near[0] + " is no half");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, U8",
    "255, U8",
    "-0.0, F16",
    "0.5, F16",
    "255.5, F16",
    "256, F16",
    "-1, F16",
    "2048, F16",
    "2049, PLAIN",
    "65504, F16",
    "-65504, F16",
    "65505, PLAIN",
    "65519, PLAIN",
    "65520, PLAIN",
    "65536, PLAIN",
    // The smallest half, the largest that is subnormal, and half of the smallest.
    "0x1p-24, F16",
    "-0x1p-24, F16",
    "0x1.ff8p-15, F16",
    "0x1p-14, F16",
    "0x1p-25, PLAIN",
    "1e-8, PLAIN",
    "0.1, PLAIN",
    "1.4e-45, PLAIN",
    "3.4028235e38, PLAIN",
    "4294967296, PLAIN",
    "Infinity, PLAIN",
    "-Infinity, PLAIN",
    "NaN, PLAIN"
  })
  void shortestOf(String number, RowForm expected) throws IOException {
    float x = Float.parseFloat(number);
    for (int at = 0; at < 5; at++) {
      float[] vector = {0, 1, 2, 3, 255};
      vector[at] = x;
      RowForm.Search search = new RowForm.Search();
      search.add(vector);
      assertEquals(expected, search.shortest());
      assertComesBack(vector, expected);
      assertFalse(expected == RowForm.PLAIN && RowForm.F16.holds(vector));
      assertEquals(expected == RowForm.U8, RowForm.U8.holds(vector));
    }
  }

  @Test
  void nothingIsHeldByTheShortest() {
    assertEquals(RowForm.U8, new RowForm.Search().shortest());
  }

  /** One vector of many decides. */
  @Test
  void mixes() {
    for (int i = 0; i < 1000; i++) {
      RowForm.Search search = new RowForm.Search();
      RowForm longest = RowForm.U8;
      int dims = 1 + random.nextInt(40);
      for (int n = random.nextInt(20); n > 0; n--) {
        RowForm form = random.nextInt(4) > 0 ? RowForm.U8 : any();
        search.add(vector(form, dims));
        longest = longer(longest, form);
      }
      assertEquals(longest, search.shortest());
    }
  }

  private RowForm any() {
    return RowForm.values()[random.nextInt(RowForm.values().length)];
  }

  private static RowForm longer(RowForm a, RowForm b) {
    return a.bytes(Encoding.F32) > b.bytes(Encoding.F32) ? a : b;
  }

  /** Bytes, but for one component that only a longer form holds. */
  private float[] vector(RowForm form, int dims) {
    float[] vector = new float[dims];
    for (int i = 0; i < dims; i++) {
      vector[i] = random.nextInt(256);
    }
    int at = random.nextInt(dims);
    switch (form) {
      case U8 -> {}
      case F16 -> vector[at] = random.nextBoolean() ? -0f : random.nextInt(1024) + 0.5f;
      case PLAIN -> vector[at] = random.nextInt(1024) + 0.1f;
    }
    return vector;
  }

  /** By rows that are mapped, and by rows that are not; plain ones are the rows themselves. */
  private static void assertComesBack(float[] vector, RowForm form) throws IOException {
    assertTrue(form.holds(vector));
    int stride = vector.length * form.bytes(Encoding.F32);
    MemorySegment row = MemorySegment.ofArray(new byte[stride]);
    form.write(vector, row);
    Rows stored = Rows.of(row, 1, stride);
    if (form == RowForm.PLAIN) {
      assertSame(stored, form.floats(stored));
    }
    for (Rows rows : new Rows[] {stored, WideningTest.unmapped(stored)}) {
      Rows floats = form.floats(rows);
      assertEquals(vector.length * Float.BYTES, floats.stride());
      MemorySegment back = MemorySegment.ofArray(new byte[vector.length * Float.BYTES]);
      floats.fetch(0, back, 0);
      assertArrayEquals(WideningTest.bits(vector), WideningTest.bits(back));
    }
  }
}
