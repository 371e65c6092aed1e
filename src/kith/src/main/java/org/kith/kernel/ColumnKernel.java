package org.kith.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Estimates distances as {@link PlaneKernel} does, of codes of one bit a component that lie in
 * columns: the same byte of many rows side by side, so that one instruction looks at all of them.
 * For scans; a single row is of no use. Little-endian:
 *
 * <pre>
 * block  bits   8 * words times 64 bytes: byte b of the plane of every row
 *        a      64 float32
 *        f      64 float32
 *
 * value = base + weight * a + scale * f * (sum of u * z - offset)
 * </pre>
 *
 * Of the rows, the first half have the bytes at even places and the others those at odd ones:
 * counts of bytes are then widened to counts of two bytes without moving any.
 */
public abstract class ColumnKernel implements AutoCloseable {
  /** Rows of a block. */
  public static final int ROWS = 64;

  /** Most words of a row: sums fit into two bytes. */
  public static final int MOST_WORDS = 63;

  /** Planes of a query, the highest counted negative. */
  public static final int QUERY_PLANES = 3;

  static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final VarHandle FLOATS =
      MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);

  /** Rows whose bytes take turns with those of as many others. */
  private static final int HALF = 32;

  /** Bytes of a row's plane. */
  final int bytes;

  float weight;
  float scale;

  ColumnKernel(int words) {
    bytes = words * Long.BYTES;
  }

  /**
   * Bytes of a block.
   *
   * @param words of 64 components
   */
  public static int blockBytes(int words) {
    return ROWS * (words * Long.BYTES + 2 * Float.BYTES);
  }

  /**
   * Puts a row into a block.
   *
   * @param block of {@link #blockBytes}
   * @param row 0 to {@link #ROWS} - 1
   * @param plane its bits, first component lowest
   * @param a its first factor
   * @param f its second factor
   */
  public static void put(byte[] block, int row, long[] plane, float a, float f) {
    int bytes = plane.length * Long.BYTES;
    int place = place(row);
    for (int b = 0; b < bytes; b++) {
      block[b * ROWS + place] = (byte) (plane[b / Long.BYTES] >>> (b * Byte.SIZE));
    }
    int factors = bytes * ROWS + row * Float.BYTES;
    FLOATS.set(block, factors, a);
    FLOATS.set(block, factors + ROWS * Float.BYTES, f);
  }

  /** Where a row's bytes are. */
  static int place(int row) {
    return 2 * (row % HALF) + row / HALF;
  }

  /**
   * Takes a query.
   *
   * @param planes {@link #QUERY_PLANES} times the words of a row
   */
  public final void query(long[] planes, float newWeight, float newScale) {
    weight = newWeight;
    scale = newScale;
    setPlanes(planes);
  }

  abstract void setPlanes(long[] planes);

  /**
   * Computes the values of a block.
   *
   * @param blocks memory that holds it
   * @param start byte at which it begins
   * @param values of its {@link #ROWS} rows
   * @param at where they go
   */
  public abstract void compare(
      MemorySegment blocks, long start, float base, float offset, float[] values, int at);

  /** Ends the use of the kernel, so that another one may have its memory. */
  @Override
  public void close() {}
}
