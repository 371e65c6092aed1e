package org.kith.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** A kernel over f32 rows, with the query as floats. */
abstract class F32Kernel extends RowKernel {
  static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  final float[] query;

  F32Kernel(int dims) {
    query = new float[dims];
  }

  @Override
  public void query(MemorySegment source, long offset) {
    MemorySegment.copy(source, FLOAT, offset, query, 0, query.length);
  }
}
