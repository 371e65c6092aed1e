package org.kith.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** A kernel over rows of signed bytes, with the query as bytes. */
abstract class I8Kernel extends RowKernel {
  final byte[] query;
  private double inverseLength;

  I8Kernel(int dims) {
    super(dims);
    query = new byte[dims];
  }

  @Override
  public void query(MemorySegment source, long offset) {
    MemorySegment.copy(source, ValueLayout.JAVA_BYTE, offset, query, 0, query.length);
    long squares = 0;
    for (byte x : query) {
      squares += x * x;
    }
    inverseLength = squares == 0 ? 0 : 1 / Math.sqrt(squares);
  }

  /** The cosine of a row, of its product with the query and its squared length. */
  final float cosine(int dot, int squares) {
    return squares == 0 ? 0 : (float) (dot * inverseLength / Math.sqrt(squares));
  }
}
