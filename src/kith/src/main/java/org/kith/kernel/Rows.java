package org.kith.kernel;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A number of rows of equal size, by ordinal: vectors, norms, links, whatever has a fixed stride.
 *
 * <p>Rows normally lie in memory (a mapped file, or memory of our own) and are read in place
 * through {@link #segment()}. Where bytes cannot be mapped, {@link #fetch} copies single rows.
 */
public abstract class Rows {
  private static final int ALIGNMENT = 64;

  private final int count;
  private final int stride;

  /**
   * @param count number of rows, at least 0
   * @param stride bytes from one row to the next, at least 1
   */
  protected Rows(int count, int stride) {
    if (count < 0 || stride < 1) {
      throw new IllegalArgumentException("rows: count " + count + ", stride " + stride);
    }
    this.count = count;
    this.stride = stride;
  }

  /** Number of rows. */
  public final int count() {
    return count;
  }

  /** Bytes of a row. */
  public final int stride() {
    return stride;
  }

  /** All rows, row {@code i} at {@code i * stride}; null if they can only be fetched. */
  public abstract MemorySegment segment();

  /**
   * Copies one row. Always works, from any thread.
   *
   * @param ordinal 0 to count - 1
   * @param into where the row goes, {@code stride} bytes from {@code offset}
   */
  public abstract void fetch(int ordinal, MemorySegment into, long offset) throws IOException;

  /**
   * These rows in a form that a kernel takes, so that they need not be fetched.
   *
   * @param kernel is told the form
   * @return rows to compare; these, if it takes no other form
   */
  public Rows comparedBy(Kernel kernel) {
    return this;
  }

  /**
   * Memory for one row, to fetch it into. It is off heap, as rows are that lie in memory: what
   * reads both is compiled well for one kind of memory, or two, and badly for three.
   */
  public final MemorySegment allocateRow() {
    return Arena.ofAuto().allocate(stride, ALIGNMENT);
  }

  /** Rows of a segment, which holds at least {@code count * stride} bytes. */
  public static Rows of(MemorySegment segment, int count, int stride) {
    return new InMemory(segment.asSlice(0, (long) count * stride), count, stride);
  }

  private static final class InMemory extends Rows {
    private final MemorySegment segment;

    InMemory(MemorySegment segment, int count, int stride) {
      super(count, stride);
      this.segment = segment;
    }

    @Override
    public MemorySegment segment() {
      return segment;
    }

    @Override
    public void fetch(int ordinal, MemorySegment into, long offset) {
      MemorySegment.copy(segment, (long) ordinal * stride(), into, offset, stride());
    }
  }
}
