package org.kith.kernel;

import java.lang.foreign.MemorySegment;

/** Compares rows of packed bits, one word at a time. */
final class ScalarBits extends BitKernel {
  ScalarBits(int bytes, Measure measure) {
    super(bytes, measure);
  }

  @Override
  float one(MemorySegment rows, long row) {
    return value(counts(rows, row, 0));
  }
}
