package org.kith.kernel;

import java.lang.foreign.MemorySegment;

/** The scalar twin. */
final class ScalarWidening {
  private ScalarWidening() {}

  static void widen(
      RowForm form, MemorySegment from, long at, int count, MemorySegment into, long offset) {
    for (int i = 0; i < count; i++) {
      into.set(RowForm.FLOAT, offset + (long) i * Float.BYTES, form.element(from, at, i));
    }
  }
}
