package org.kith.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The scalar twins. */
final class ScalarWidening {
  private ScalarWidening() {}

  static void u8(MemorySegment from, long at, int count, MemorySegment into, long offset) {
    for (int i = 0; i < count; i++) {
      float x = from.get(ValueLayout.JAVA_BYTE, at + i) & 255;
      into.set(RowForm.FLOAT, offset + (long) i * Float.BYTES, x);
    }
  }

  static void f16(MemorySegment from, long at, int count, MemorySegment into, long offset) {
    for (int i = 0; i < count; i++) {
      short half = from.get(RowForm.SHORT, at + (long) i * Short.BYTES);
      into.set(RowForm.FLOAT, offset + (long) i * Float.BYTES, Float.float16ToFloat(half));
    }
  }
}
