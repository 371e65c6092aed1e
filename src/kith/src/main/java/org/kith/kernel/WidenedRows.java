package org.kith.kernel;

import java.io.IOException;
import java.lang.foreign.MemorySegment;

/** Rows of float32 that lie in memory in a shorter form. */
final class WidenedRows extends Rows {
  private static final Widening WIDENING = Kernels.widening();

  private final Rows stored;
  private final MemorySegment segment;
  private final int dims;
  private final RowForm form;

  WidenedRows(Rows stored, int dims, RowForm form) {
    super(stored.count(), dims * Float.BYTES);
    this.stored = stored;
    this.dims = dims;
    this.form = form;
    segment = stored.segment();
  }

  @Override
  public MemorySegment segment() {
    return null;
  }

  @Override
  public void fetch(int ordinal, MemorySegment into, long offset) throws IOException {
    if (segment != null) {
      WIDENING.widen(form, segment, (long) ordinal * stored.stride(), dims, into, offset);
    } else {
      // At the end of its place a row is widened where it is: what is written never overtakes what
      // is read.
      long end = offset + stride() - stored.stride();
      stored.fetch(ordinal, into, end);
      WIDENING.widen(form, into, end, dims, into, offset);
    }
  }

  @Override
  public Rows comparedBy(Kernel kernel) {
    return kernel.takes(form) ? stored : this;
  }
}
