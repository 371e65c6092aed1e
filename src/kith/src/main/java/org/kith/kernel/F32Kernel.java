package org.kith.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * A kernel over f32 rows: keeps the query as floats and leaves single comparisons to subclasses.
 */
abstract class F32Kernel implements Kernel {
  static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  final float[] query;

  F32Kernel(int dims) {
    query = new float[dims];
  }

  @Override
  public final void query(MemorySegment source, long offset) {
    MemorySegment.copy(source, FLOAT, offset, query, 0, query.length);
  }
}
