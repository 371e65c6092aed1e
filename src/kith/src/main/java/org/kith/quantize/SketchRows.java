package org.kith.quantize;

import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.stream.Stream;
import org.kith.kernel.ColumnKernel;
import org.kith.kernel.Rows;

/**
 * What a {@link Sketch} wrote: the blocks of all vectors in the order of ordinals, or those of
 * cells.
 */
public final class SketchRows {
  static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  final Rows blocks;
  final int count;

  /** Null if there are no cells. */
  private final Cells cells;

  /**
   * Cells of vectors.
   *
   * @param sizes vectors of each cell, in the order of blocks
   * @param ordinals int32 each, of the vectors of all cells, one after the other
   * @param centroids float32 components
   * @param blocks of the centroids
   */
  public record Cells(int[] sizes, Rows ordinals, Rows centroids, Rows blocks) {}

  /** The place of each cell's first vector among those of all cells. */
  private int[] starts;

  private int[] firstBlocks;

  /**
   * @param blocks rows of {@link Sketch#blockBytes}
   * @param count vectors
   * @param cells null if there are none
   */
  public SketchRows(Rows blocks, int count, Cells cells) {
    this.blocks = blocks;
    this.count = count;
    this.cells = cells;
    if (cells != null) {
      int[] sizes = cells.sizes;
      starts = new int[sizes.length + 1];
      firstBlocks = new int[sizes.length + 1];
      for (int i = 0; i < sizes.length; i++) {
        starts[i + 1] = starts[i] + sizes[i];
        firstBlocks[i + 1] = firstBlocks[i] + Sketch.blocks(sizes[i]);
      }
    }
  }

  /** Blocks that cells of such sizes have. */
  public static int blocks(int[] sizes) {
    int blocks = 0;
    for (int size : sizes) {
      blocks += Sketch.blocks(size);
    }
    return blocks;
  }

  /** All rows that there are. */
  public Stream<Rows> all() {
    return cells == null
        ? Stream.of(blocks)
        : Stream.of(blocks, cells.ordinals, cells.centroids, cells.blocks);
  }

  Cells cells() {
    return cells;
  }

  /** How many cells there are; 0 if all vectors are looked at. */
  int cellCount() {
    return cells == null ? 0 : cells.sizes.length;
  }

  int start(int cell) {
    return starts[cell];
  }

  int end(int cell) {
    return starts[cell + 1];
  }

  int firstBlock(int cell) {
    return firstBlocks[cell];
  }

  /** Rows of the kernel for each vector, more than 1 where blocks are not full. */
  double fill() {
    return (double) blocks.count() * ColumnKernel.ROWS / count;
  }
}
