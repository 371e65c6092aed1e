package org.kith.kernel;

import java.lang.foreign.MemorySegment;

/** Estimates from bit planes, one word at a time. */
final class ScalarPlanes extends PlaneKernel {
  ScalarPlanes(int words, int bits, int queryPlanes) {
    super(words, bits, queryPlanes);
  }

  @Override
  PlaneKernel sharing() {
    return new ScalarPlanes(words, bits, queryPlanes);
  }

  @Override
  float one(MemorySegment rows, long row) {
    return value(rows, row, sum(rows, row));
  }
}
