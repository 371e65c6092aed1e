package org.kith.metric;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.kith.kernel.Kernel;
import org.kith.kernel.Pool;
import org.kith.kernel.Rows;

/**
 * What a kernel makes of rows, of vectors or codes. Those in memory are compared in place; others
 * are fetched, a block at a time.
 */
public class KernelScorer implements Scorer {
  /** Most rows of a block. */
  private static final int MOST = 16;

  /** Kernels take so many rows at once. */
  private static final int LEAST = 4;

  /** Bytes of a block that leave room for others in the fastest cache. */
  private static final int BLOCK_BYTES = 1 << 14;

  private static final int ALIGNMENT = 64;

  private static final Pool<MemorySegment> BLOCKS = new Pool<>();

  private final Kernel kernel;

  /** As the kernel compares them. */
  private final Rows rows;

  /** As it takes queries. */
  private final Rows plain;

  private final int stride;
  private final MemorySegment segment;
  private final int blockRows;
  private float[] blockValues;

  /** The kernel has its query, or gets it before anything is scored. */
  public KernelScorer(Kernel kernel, Rows rows) {
    this.kernel = kernel;
    plain = rows;
    this.rows = rows.comparedBy(kernel);
    stride = this.rows.stride();
    segment = this.rows.segment();
    blockRows = Math.clamp(Integer.highestOneBit(BLOCK_BYTES / stride), LEAST, MOST);
  }

  @Override
  public void score(int[] ordinals, int count, float[] distances) throws IOException {
    if (segment != null) {
      kernel.compare(segment, 0, stride, ordinals, count, distances);
      return;
    }
    MemorySegment block = borrowBlock();
    for (int from = 0; from < count; from += blockRows) {
      int n = Math.min(blockRows, count - from);
      for (int i = 0; i < n; i++) {
        rows.fetch(ordinals[from + i], block, (long) i * stride);
      }
      compareBlock(block, from, n, distances);
    }
    BLOCKS.giveBack(block);
  }

  @Override
  public void scoreRange(int first, int count, float[] distances) throws IOException {
    if (segment != null) {
      kernel.compareRange(segment, 0, stride, first, count, distances);
      return;
    }
    MemorySegment block = borrowBlock();
    for (int from = 0; from < count; from += blockRows) {
      int n = Math.min(blockRows, count - from);
      for (int i = 0; i < n; i++) {
        rows.fetch(first + from + i, block, (long) i * stride);
      }
      compareBlock(block, from, n, distances);
    }
    BLOCKS.giveBack(block);
  }

  /** Makes a row the kernel's query. */
  protected final void query(int ordinal) throws IOException {
    if (plain.segment() != null) {
      query(plain.segment(), (long) ordinal * plain.stride());
    } else {
      MemorySegment block = borrowBlock();
      plain.fetch(ordinal, block, 0);
      query(block, 0);
      BLOCKS.giveBack(block);
    }
  }

  /**
   * Makes a row the kernel's query.
   *
   * @param source holds it
   * @param at byte at which it begins
   */
  protected void query(MemorySegment source, long at) {
    kernel.query(source, at);
  }

  private void compareBlock(MemorySegment block, int at, int n, float[] distances) {
    if (blockValues == null) {
      blockValues = new float[MOST];
    }
    kernel.compareRange(block, 0, stride, 0, n, blockValues);
    System.arraycopy(blockValues, 0, distances, at, n);
  }

  private MemorySegment borrowBlock() {
    MemorySegment block = BLOCKS.borrow();
    long bytes = Math.max((long) blockRows * stride, plain.stride());
    // Off heap, as rows that are compared in place: kernels are compiled for one kind of memory.
    return block == null || block.byteSize() < bytes
        ? Arena.ofAuto().allocate(Math.max(bytes, BLOCK_BYTES), ALIGNMENT)
        : block;
  }
}
