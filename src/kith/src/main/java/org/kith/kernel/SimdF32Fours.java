package org.kith.kernel;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/**
 * Kernels that are a sum over the elements of f32 rows, in any form, four rows at a time so that
 * their fetches from memory overlap. Fewer than four are compared as four, some of them twice: that
 * takes no longer.
 *
 * <p>A subclass has a loop for each form. They stand there in full, because a loop that called a
 * method for a vector would be slow wherever the compiler does not inline it.
 */
abstract class SimdF32Fours extends SimdF32Kernel {
  /** Four values on their way to where fewer go. */
  private final float[] values = new float[4];

  /** The elements of a tail, and zeros behind them. */
  final float[] last = new float[LANES];

  SimdF32Fours(int dims) {
    super(dims, Preparation.NONE);
  }

  @Override
  public final boolean takes(RowForm form) {
    boolean takes = form != RowForm.U8 || SimdWidening.HAS_BYTES;
    if (takes) {
      setForm(form);
    }
    return takes;
  }

  @Override
  final void four(MemorySegment rows, long a, long b, long c, long d, float[] out, int at) {
    switch (form()) {
      case PLAIN -> plain(rows, a, b, c, d);
      case U8 -> bytes(rows, a, b, c, d);
      case F16 -> halves(rows, a, b, c, d);
    }
    if (bound < query.length) {
      tail(rows, a, 0);
      tail(rows, b, LANES);
      tail(rows, c, 2 * LANES);
      tail(rows, d, 3 * LANES);
    }
    LaneSums.four(lanes, out, at);
  }

  @Override
  final float one(MemorySegment rows, long row) {
    four(rows, row, row, row, row, values, 0);
    return values[0];
  }

  @Override
  final void upToThree(MemorySegment rows, long a, long b, long c, int count, float[] out, int at) {
    four(rows, a, b, c, c, values, 0);
    System.arraycopy(values, 0, out, at, count);
  }

  private void tail(MemorySegment rows, long row, int at) {
    if (form() == RowForm.PLAIN) {
      FloatVector.fromMemorySegment(SPECIES, rows, row + 4L * bound, ORDER, tail)
          .intoArray(last, 0);
    } else {
      for (int i = bound; i < query.length; i++) {
        last[i - bound] = form().element(rows, row, i);
      }
    }
    addTail(at);
  }

  /** Writes the sums of four rows of floats into the lanes, but for their tails. */
  abstract void plain(MemorySegment rows, long a, long b, long c, long d);

  /** The same of rows of bytes. */
  abstract void bytes(MemorySegment rows, long a, long b, long c, long d);

  /** The same of rows of half floats. */
  abstract void halves(MemorySegment rows, long a, long b, long c, long d);

  /** Adds the last elements of a row to the sums at a place of the lanes. */
  abstract void addTail(int at);
}
