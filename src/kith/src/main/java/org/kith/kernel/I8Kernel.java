package org.kith.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** A kernel over rows of signed bytes, with the query as bytes. */
abstract class I8Kernel extends RowKernel {
  final byte[] query;

  I8Kernel(int dims) {
    query = new byte[dims];
  }

  @Override
  public void query(MemorySegment source, long offset) {
    MemorySegment.copy(source, ValueLayout.JAVA_BYTE, offset, query, 0, query.length);
  }
}
