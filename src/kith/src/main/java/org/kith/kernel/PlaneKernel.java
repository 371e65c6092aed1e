package org.kith.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Estimates distances from products of small numbers, which lie in planes of bits: the number
 * {@code u} of a component has its lowest bit in plane 0, and so on. The sum of products is exact,
 * and becomes a value in the same order everywhere. Little-endian:
 *
 * <pre>
 * row    planes   bits * words int64: of each plane, the bits of 64 components a word
 *        a, f     float32: what the distance has anyway, and for each unit of the product
 *        e        float32: how uncertain it is
 * query  base, weight, scale, offset, error   float32, and 4 bytes of no meaning
 *        planes   queryPlanes * words int64: of numbers z, the highest plane counted negative
 *
 * value = base + weight * a + scale * f * (sum of u * z - offset) - error * e
 * </pre>
 */
public abstract class PlaneKernel extends RowKernel {
  static final ValueLayout.OfLong WORD =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /** Bytes of a row behind its planes. */
  static final int FACTOR_BYTES = 3 * Float.BYTES;

  /** Bytes of a query before its planes. */
  static final int HEAD_BYTES = 6 * Float.BYTES;

  final int words;
  final int bits;
  final int queryPlanes;

  /** Of the query's planes, one after the other. */
  long[] query;

  private final int planeBytes;
  private float base;
  private float weight;
  private float scale;
  private float offset;
  private float error;

  PlaneKernel(int words, int bits, int queryPlanes) {
    super(words * bits * Long.BYTES + FACTOR_BYTES);
    this.words = words;
    this.bits = bits;
    this.queryPlanes = queryPlanes;
    planeBytes = words * bits * Long.BYTES;
  }

  @Override
  public final void query(MemorySegment source, long at) {
    long[] planes = new long[queryPlanes * words];
    MemorySegment.copy(source, WORD, at + HEAD_BYTES, planes, 0, planes.length);
    query(
        planes,
        source.get(FLOAT, at),
        source.get(FLOAT, at + 4),
        source.get(FLOAT, at + 8),
        source.get(FLOAT, at + 12));
    error = source.get(FLOAT, at + 16);
  }

  /** Takes a query whose error is 0; its planes are kept, and must stay as they are. */
  public final void query(
      long[] planes, float newBase, float newWeight, float newScale, float newOffset) {
    query = planes;
    base = newBase;
    weight = newWeight;
    scale = newScale;
    offset = newOffset;
    error = 0;
    setPlanes();
  }

  /**
   * A kernel for the same query, but for its error. They share the planes: neither may take a query
   * after that.
   */
  public final PlaneKernel with(float newError) {
    PlaneKernel kernel = sharing();
    kernel.query = query;
    kernel.base = base;
    kernel.weight = weight;
    kernel.scale = scale;
    kernel.offset = offset;
    kernel.error = newError;
    return kernel;
  }

  /** A kernel with whatever {@link #setPlanes} made. */
  abstract PlaneKernel sharing();

  /** Makes of the query's planes what the rows are compared with. */
  void setPlanes() {}

  /** The sum of products of a row, word by word. */
  final int sum(MemorySegment rows, long row) {
    int sum = 0;
    for (int b = 0; b < bits; b++) {
      for (int w = 0; w < words; w++) {
        long bit = rows.get(WORD, row + (long) (b * words + w) * Long.BYTES);
        int ofWord = -Long.bitCount(bit & query[query.length - words + w]);
        for (int at = query.length - 2 * words + w; at >= 0; at -= words) {
          ofWord = 2 * ofWord + Long.bitCount(bit & query[at]);
        }
        sum += ofWord << b;
      }
    }
    return sum;
  }

  /** What a row's sum becomes. */
  final float value(MemorySegment rows, long row, int sum) {
    long at = row + planeBytes;
    float slope = scale * rows.get(FLOAT, at + 4);
    float value = base + weight * rows.get(FLOAT, at) + slope * (sum - offset);
    return value - error * rows.get(FLOAT, at + 8);
  }
}
