package org.kith.kernel;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Rows of float32 that lie in memory in a shorter form. */
final class WidenedRows extends Rows {
  /** Bytes that memory delivers at once. */
  private static final int LINE = 64;

  private final Rows stored;
  private final MemorySegment segment;
  private final int dims;
  private final Widening widening;

  /** Keeps loads alive that only bring memory into the cache. */
  @SuppressWarnings("unused")
  private int touched;

  WidenedRows(Rows stored, int dims, RowForm form) {
    super(stored.count(), dims * Float.BYTES);
    this.stored = stored;
    this.dims = dims;
    segment = stored.segment();
    widening = Kernels.widening(form);
  }

  @Override
  public MemorySegment segment() {
    return null;
  }

  @Override
  public void fetch(int ordinal, MemorySegment into, long offset) throws IOException {
    if (segment != null) {
      widening.widen(segment, (long) ordinal * stored.stride(), dims, into, offset);
    } else {
      // At the end of its place a row is widened where it is: what is written never overtakes what
      // is read.
      long end = offset + stride() - stored.stride();
      stored.fetch(ordinal, into, end);
      widening.widen(into, end, dims, into, offset);
    }
  }

  @Override
  public void ask(int[] ordinals, int from, int count) {
    if (segment == null) {
      return;
    }
    int sum = 0;
    long last = stored.stride() - 1L;
    for (int i = from; i < from + count; i++) {
      long row = (long) ordinals[i] * stored.stride();
      for (long at = 0; at < last; at += LINE) {
        sum += segment.get(ValueLayout.JAVA_BYTE, row + at);
      }
      sum += segment.get(ValueLayout.JAVA_BYTE, row + last);
    }
    // A sum of so few bytes never comes to this, as the compiler does not know: written by each
    // call, the field would be fought for by all threads.
    if (sum == Integer.MIN_VALUE) {
      touched = sum;
    }
  }
}
