package org.kith.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Compares small numbers with rows of numbers of four bits, each row with two numbers of its own.
 * The sum of products is exact, and becomes a value in the same order everywhere.
 *
 * <pre>
 * query   base, weight, factor, margin  float32
 *         levels                        dims int8, -63 to 63
 * row     codes           ceil(dims / 2) bytes, two codes of 0 to 15 each, lower half first
 *         offset, slope   float32
 * value   base + weight * offset - factor * slope * (margin + sum(level * (2 * code - 15)))
 * </pre>
 */
public abstract class NibbleKernel extends RowKernel {
  /** The largest level of a query; the smallest is its negative. */
  public static final int MAX_LEVEL = 63;

  /** The largest code. */
  public static final int MAX_CODE = 15;

  /** Bytes of a query before its levels. */
  public static final int HEAD_BYTES = 4 * Float.BYTES;

  /** Bytes of a row behind its codes. */
  public static final int TAIL_BYTES = 2 * Float.BYTES;

  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /** Both numbers behind the codes at once. */
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  final int dims;

  /** Bytes of a row's codes. */
  final int codeBytes;

  private float base;
  private float weight;
  private float factor;
  private float margin;
  private int levelSum;

  NibbleKernel(int dims) {
    super(rowBytes(dims));
    this.dims = dims;
    codeBytes = rowBytes(dims) - TAIL_BYTES;
  }

  /** Bytes of a row. */
  public static int rowBytes(int dims) {
    return (dims + 1) / 2 + TAIL_BYTES;
  }

  @Override
  public final void query(MemorySegment source, long at) {
    byte[] levels = new byte[dims];
    MemorySegment.copy(source, ValueLayout.JAVA_BYTE, at + HEAD_BYTES, levels, 0, dims);
    query(levels, source.get(FLOAT, at), source.get(FLOAT, at + 4), source.get(FLOAT, at + 8));
    margin = source.get(FLOAT, at + 12);
  }

  /** Takes a query whose margin is 0. */
  public final void query(byte[] levels, float newBase, float newWeight, float newFactor) {
    base = newBase;
    weight = newWeight;
    factor = newFactor;
    margin = 0;
    levelSum = setLevels(levels);
  }

  /**
   * A kernel for the same levels, with another head. They share the levels: neither may take a
   * query after that.
   */
  public final NibbleKernel with(float newBase, float newWeight, float newFactor, float newMargin) {
    NibbleKernel kernel = sharing();
    kernel.levelSum = levelSum;
    kernel.base = newBase;
    kernel.weight = newWeight;
    kernel.factor = newFactor;
    kernel.margin = newMargin;
    return kernel;
  }

  /**
   * Takes a row as query: its offset is the base, its slope the factor, the weight 1, the margin 0,
   * and its levels are {@code 2 * code - 15}.
   *
   * @param rows memory that holds the row
   * @param row byte at which it begins
   */
  public final void queryRow(MemorySegment rows, long row) {
    base = rows.get(FLOAT, row + codeBytes);
    weight = 1;
    factor = rows.get(FLOAT, row + codeBytes + 4);
    margin = 0;
    levelSum = setLevels(rows, row);
  }

  @Override
  final float one(MemorySegment rows, long row) {
    return value(rows, row, products(rows, row));
  }

  /** What the sum of a row's products of levels and codes becomes. */
  final float value(MemorySegment rows, long row, int products) {
    int sum = 2 * products - MAX_CODE * levelSum;
    long tail = rows.get(LONG, row + codeBytes);
    float offset = Float.intBitsToFloat((int) tail);
    float slope = Float.intBitsToFloat((int) (tail >>> Integer.SIZE));
    return base + weight * offset - factor * slope * (margin + sum);
  }

  /** A kernel that has the same levels. */
  abstract NibbleKernel sharing();

  /** Sets all components of the query; returns their sum. */
  abstract int setLevels(byte[] all);

  /** Sets all components to what {@link #queryRow} makes of a row's codes; returns their sum. */
  abstract int setLevels(MemorySegment rows, long row);

  /** The sum of products of levels and codes. */
  abstract int products(MemorySegment rows, long row);
}
