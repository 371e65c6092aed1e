package org.kith.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Estimates distances from products of small numbers in planes of bits, as {@link Kernels#planes}
 * says. The sum of products is exact, and becomes a value in the same order everywhere.
 */
abstract class PlaneKernel extends RowKernel {
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
  final long[] query;

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
    query = new long[queryPlanes * words];
  }

  @Override
  public void query(MemorySegment source, long at) {
    base = source.get(FLOAT, at);
    weight = source.get(FLOAT, at + 4);
    scale = source.get(FLOAT, at + 8);
    offset = source.get(FLOAT, at + 12);
    error = source.get(FLOAT, at + 16);
    for (int i = 0; i < query.length; i++) {
      query[i] = source.get(WORD, at + HEAD_BYTES + (long) i * Long.BYTES);
    }
  }

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
