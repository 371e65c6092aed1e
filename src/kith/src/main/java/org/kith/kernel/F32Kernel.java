package org.kith.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** A kernel over f32 rows, with the query as floats, prepared once for all rows. */
abstract class F32Kernel extends RowKernel {
  static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  final float[] query;
  private final Preparation preparation;
  private RowForm form = RowForm.PLAIN;

  F32Kernel(int dims, Preparation preparation) {
    super(dims * Float.BYTES);
    query = new float[dims];
    this.preparation = preparation;
  }

  @Override
  public final void query(MemorySegment source, long offset) {
    MemorySegment.copy(source, FLOAT, offset, query, 0, query.length);
    preparation.apply(query);
  }

  /** How the elements of rows lie; those of queries are plain. */
  final RowForm form() {
    return form;
  }

  final void setForm(RowForm newForm) {
    form = newForm;
    setRowBytes(query.length * newForm.bytes(Encoding.F32));
  }

  /** Longer rows of floats the processor fetches ahead: asking for them was slower. */
  @Override
  final int fetchedTogether() {
    return 128;
  }
}
