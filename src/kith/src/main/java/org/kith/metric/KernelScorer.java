package org.kith.metric;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import org.kith.kernel.Kernel;
import org.kith.kernel.Rows;

/**
 * What a kernel makes of rows, of vectors or codes. Those in memory are compared in place; others
 * are fetched, a block at a time.
 */
public class KernelScorer implements Scorer {
  /** Rows fetched at a time where they cannot be mapped. */
  private static final int BLOCK = 16;

  private final Kernel kernel;
  private final Rows rows;
  private final int stride;
  private final MemorySegment segment;
  private final float[] blockValues = new float[BLOCK];
  private MemorySegment block;

  /** The kernel has its query, or gets it before anything is scored. */
  public KernelScorer(Kernel kernel, Rows rows) {
    this.kernel = kernel;
    this.rows = rows;
    stride = rows.stride();
    segment = rows.segment();
  }

  @Override
  public void score(int[] ordinals, int count, float[] distances) throws IOException {
    if (segment != null) {
      kernel.compare(segment, 0, stride, ordinals, count, distances);
      return;
    }
    for (int from = 0; from < count; from += BLOCK) {
      int n = Math.min(BLOCK, count - from);
      for (int i = 0; i < n; i++) {
        rows.fetch(ordinals[from + i], block(), (long) i * stride);
      }
      compareBlock(from, n, distances);
    }
  }

  @Override
  public void scoreRange(int first, int count, float[] distances) throws IOException {
    if (segment != null) {
      kernel.compareRange(segment, 0, stride, first, count, distances);
      return;
    }
    for (int from = 0; from < count; from += BLOCK) {
      int n = Math.min(BLOCK, count - from);
      for (int i = 0; i < n; i++) {
        rows.fetch(first + from + i, block(), (long) i * stride);
      }
      compareBlock(from, n, distances);
    }
  }

  /** Makes a row the kernel's query. */
  final void query(int ordinal) throws IOException {
    if (segment != null) {
      kernel.query(segment, (long) ordinal * stride);
    } else {
      rows.fetch(ordinal, block(), 0);
      kernel.query(block, 0);
    }
  }

  private void compareBlock(int at, int n, float[] distances) {
    kernel.compareRange(block, 0, stride, 0, n, blockValues);
    System.arraycopy(blockValues, 0, distances, at, n);
  }

  private MemorySegment block() {
    if (block == null) {
      // Long-backed: aligned for every element type.
      block = MemorySegment.ofArray(new long[(BLOCK * stride + Long.BYTES - 1) / Long.BYTES]);
    }
    return block;
  }
}
