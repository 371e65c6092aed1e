package org.kith.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both twins write the same floats, those that the form means, and nothing beside them. */
class WideningTest {
  private static final int MOST = 3 * FloatVector.SPECIES_PREFERRED.length() + 1;

  /** What surrounds that which is written, so that one can see whether it is left alone. */
  private static final byte GUARD = 0x5a;

  private final long seed = Long.getLong("kith.seed", new Random().nextLong());
  private final Random random = new Random(seed);

  @RegisterExtension
  final TestExecutionExceptionHandler repeat =
      (context, e) -> {
        throw new AssertionError("repeat with -Dkith.seed=" + seed, e);
      };

  private static final Widening[] TWINS = {SimdWidening::widen, ScalarWidening::widen};

  @ParameterizedTest
  @EnumSource(names = {"U8", "F16"})
  void everyElement(RowForm form) {
    int count = form == RowForm.U8 ? 256 : 1 << Short.SIZE;
    MemorySegment from = MemorySegment.ofArray(new byte[count * bytes(form)]);
    for (int i = 0; i < count; i++) {
      if (form == RowForm.U8) {
        from.set(ValueLayout.JAVA_BYTE, i, (byte) i);
      } else {
        // No form holds what is no number, or infinite.
        boolean finite = Float.isFinite(Float.float16ToFloat((short) i));
        from.set(RowForm.SHORT, 2L * i, (short) (finite ? i : 0));
      }
    }
    for (Widening widening : TWINS) {
      MemorySegment into = MemorySegment.ofArray(new byte[count * Float.BYTES]);
      widening.widen(form, from, 0, count, into, 0);
      assertArrayEquals(expected(form, from, 0, count), bits(into));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"U8", "F16"})
  void everyLength(RowForm form) {
    for (int count = 0; count <= MOST; count++) {
      for (int at = 0; at < 4; at++) {
        int offset = random.nextInt(8);
        MemorySegment from = elements(form, at, count);
        int[] expected = expected(form, from, at, count);
        for (Widening widening : TWINS) {
          check(widening, form, from, at, count, offset, expected);
        }
      }
    }
  }

  private static void check(
      Widening widening,
      RowForm form,
      MemorySegment from,
      int at,
      int count,
      int offset,
      int[] expected) {
    try (Arena arena = Arena.ofConfined()) {
      long size = offset + (long) count * Float.BYTES;
      MemorySegment heap = MemorySegment.ofArray(new byte[(int) size + 3]);
      for (MemorySegment into : new MemorySegment[] {heap, arena.allocate(size + 3)}) {
        into.fill(GUARD);
        widening.widen(form, from, at, count, into, offset);
        assertArrayEquals(expected, bits(into.asSlice(offset, size - offset)));
        assertGuarded(into, 0, offset);
        assertGuarded(into, size, 3);
      }
    }
  }

  private static void assertGuarded(MemorySegment segment, long from, long count) {
    for (long i = from; i < from + count; i++) {
      assertEquals(GUARD, segment.get(ValueLayout.JAVA_BYTE, i));
    }
  }

  /** Elements at the end of where they go, as of rows that cannot be mapped. */
  @ParameterizedTest
  @EnumSource(names = {"U8", "F16"})
  void inPlace(RowForm form) {
    for (int count :
        IntStream.concat(IntStream.rangeClosed(0, MOST), IntStream.of(784)).toArray()) {
      for (Widening widening : TWINS) {
        int offset = random.nextInt(8);
        int stored = count * bytes(form);
        int size = count * Float.BYTES;
        MemorySegment from = elements(form, 0, count);
        MemorySegment into = MemorySegment.ofArray(new byte[offset + size]);
        int end = offset + size - stored;
        MemorySegment.copy(from, 0, into, end, stored);
        widening.widen(form, into, end, count, into, offset);
        assertArrayEquals(expected(form, from, 0, count), bits(into.asSlice(offset, size)));
      }
    }
  }

  /** Rows side by side, as scorers fetch them. */
  @ParameterizedTest
  @EnumSource(names = {"U8", "F16"})
  void rows(RowForm form) throws IOException {
    int count = 9;
    for (int dims : new int[] {1, 2, 3, MOST - 1, MOST, 128, 784}) {
      int stride = dims * bytes(form);
      int wide = dims * Float.BYTES;
      MemorySegment memory = elements(form, 0, count * dims);
      Rows stored = Rows.of(memory, count, stride);
      for (Rows rows : new Rows[] {form.floats(stored), form.floats(unmapped(stored))}) {
        assertNull(rows.segment());
        assertEquals(count, rows.count());
        assertEquals(wide, rows.stride());
        int[] ordinals = random.ints(count, 0, count).toArray();
        ordinals[0] = count - 1;
        MemorySegment block = MemorySegment.ofArray(new byte[count * wide]);
        for (int i = 0; i < count; i++) {
          rows.fetch(ordinals[i], block, (long) i * wide);
        }
        for (int i = 0; i < count; i++) {
          assertArrayEquals(
              expected(form, memory, ordinals[i] * stride, dims),
              bits(block.asSlice((long) i * wide, wide)));
        }
      }
    }
  }

  private static int bytes(RowForm form) {
    return form.bytes(Encoding.F32);
  }

  /** Random elements of a form, and nothing behind them. */
  private MemorySegment elements(RowForm form, int at, int count) {
    byte[] bytes = new byte[at + count * bytes(form)];
    random.nextBytes(bytes);
    MemorySegment segment = MemorySegment.ofArray(bytes);
    for (int i = 0; form == RowForm.F16 && i < count; i++) {
      long place = at + 2L * i;
      if (!Float.isFinite(Float.float16ToFloat(segment.get(RowForm.SHORT, place)))) {
        segment.set(RowForm.SHORT, place, Short.MIN_VALUE);
      }
    }
    return segment;
  }

  private static int[] expected(RowForm form, MemorySegment from, long at, int count) {
    float[] floats = new float[count];
    for (int i = 0; i < count; i++) {
      floats[i] =
          form == RowForm.U8
              ? Byte.toUnsignedInt(from.get(ValueLayout.JAVA_BYTE, at + i))
              : Float.float16ToFloat(from.get(RowForm.SHORT, at + 2L * i));
    }
    return bits(floats);
  }

  static int[] bits(float[] vector) {
    return IntStream.range(0, vector.length).map(i -> Float.floatToRawIntBits(vector[i])).toArray();
  }

  static int[] bits(MemorySegment floats) {
    return IntStream.range(0, (int) floats.byteSize() / Float.BYTES)
        .map(i -> Float.floatToRawIntBits(floats.get(RowForm.FLOAT, (long) i * Float.BYTES)))
        .toArray();
  }

  /** The same rows, of a file that cannot be mapped. */
  static Rows unmapped(Rows rows) {
    return new Rows(rows.count(), rows.stride()) {
      @Override
      public MemorySegment segment() {
        return null;
      }

      @Override
      public void fetch(int ordinal, MemorySegment into, long offset) throws IOException {
        rows.fetch(ordinal, into, offset);
      }
    };
  }
}
