package org.kith.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The scalar twin: two components at a time. */
final class ScalarNibbles extends NibbleKernel {
  private final byte[] levels;

  ScalarNibbles(int dims) {
    super(dims);
    // Odd dimensions end with half a byte, of a level that stays 0.
    levels = new byte[2 * codeBytes];
  }

  private ScalarNibbles(ScalarNibbles other) {
    super(other.dims);
    levels = other.levels;
  }

  @Override
  NibbleKernel sharing() {
    return new ScalarNibbles(this);
  }

  @Override
  int setLevels(byte[] all) {
    int sum = 0;
    for (int i = 0; i < dims; i++) {
      levels[i] = all[i];
      sum += all[i];
    }
    return sum;
  }

  @Override
  int setLevels(MemorySegment rows, long row) {
    int sum = 0;
    for (int i = 0; i < dims; i++) {
      int pair = rows.get(ValueLayout.JAVA_BYTE, row + i / 2);
      int code = pair >> (i % 2 * 4) & MAX_CODE;
      levels[i] = (byte) (2 * code - MAX_CODE);
      sum += levels[i];
    }
    return sum;
  }

  @Override
  int products(MemorySegment rows, long row) {
    int sum = 0;
    for (int i = 0; i < codeBytes; i++) {
      int pair = rows.get(ValueLayout.JAVA_BYTE, row + i);
      sum += levels[2 * i] * (pair & MAX_CODE) + levels[2 * i + 1] * (pair >> 4 & MAX_CODE);
    }
    return sum;
  }
}
