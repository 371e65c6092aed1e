package org.kith.quantize;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.kith.kernel.DoubleSums;
import org.kith.kernel.Kernels;
import org.kith.kernel.Levels;
import org.kith.metric.Metric;

/**
 * A query as codes of {@link RaBitQ} are compared with it: rotated, its components rounded to
 * numbers of a few bits.
 *
 * @param planes the numbers, in planes of bits
 * @param base what every distance has
 * @param weight of a code's first factor
 * @param step between the numbers
 * @param offset what the centre of the codes adds to a product
 * @param length of the residual, or longer, if rounding took more away than codes reckon with
 */
record RaBitQQuery(
    long[] planes, float base, float weight, float step, float offset, double length) {
  /** The lowest bit of each of eight bytes. */
  private static final long LOWEST = 0x0101010101010101L;

  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final Levels LEVELS = Kernels.levels();

  /**
   * Prepares a query.
   *
   * @param bits of a number, its sign among them
   * @param loss what rounding to them is reckoned to take away, as a part of the length
   * @return null if codes can say nothing of the query
   */
  static RaBitQQuery of(RaBitQ quantizer, float[] vector, int bits, double loss) {
    float scale = RaBitQ.scale(quantizer.family, vector);
    double product = scale * DoubleSums.dot(vector, quantizer.mean);
    double meanSquare = quantizer.meanSquares;
    boolean distance = quantizer.family == Metric.Family.SQUARED_L2;
    // What is left of the query is shortest where the mean is projected on it.
    double weight = distance || meanSquare == 0 ? 1 : product / meanSquare;
    float[] rotated = new float[quantizer.dims];
    double squares = DoubleSums.subtract(vector, scale, quantizer.mean, weight, rotated);
    double limit = RaBitQ.MAX_NORM * RaBitQ.MAX_NORM;
    if (!(squares <= limit && Math.abs(product) <= limit && Math.abs(weight) <= RaBitQ.MAX_NORM)) {
      return null;
    }
    quantizer.rotation.apply(rotated);
    double base =
        switch (quantizer.family) {
          case SQUARED_L2 -> squares;
          case COSINE -> 1 - product;
          default -> -product;
        };
    // What floats lose of the other terms, where they are all there is.
    double rounding = distance ? 0 : RaBitQ.FLOAT_ERROR * Math.abs(weight) * Math.sqrt(meanSquare);
    byte[] levels = new byte[quantizer.words * Long.SIZE];
    float step = LEVELS.round(rotated, (1 << (bits - 1)) - 1, levels);
    // What rounding takes away, and twice the deviation of that.
    double dims = quantizer.dims;
    double lost = step * Math.sqrt(dims / 12 * (1 + 1.8 / Math.sqrt(dims)));
    double length = Math.max(Math.max(Math.sqrt(squares), rounding), lost / loss);
    long[] planes = slice(levels, bits);
    float offset = offset(quantizer, planes);
    return new RaBitQQuery(planes, (float) base, (float) weight, step, offset, length);
  }

  /** What the centre of the codes adds to a product with numbers in planes. */
  static float offset(RaBitQ quantizer, long[] planes) {
    long sum = 0;
    int count = planes.length / quantizer.words;
    for (int p = 0; p < count; p++) {
      int ones = 0;
      for (int w = 0; w < quantizer.words; w++) {
        ones += Long.bitCount(planes[p * quantizer.words + w]);
      }
      sum += (p == count - 1 ? -1L << p : 1L << p) * ones;
    }
    return (float) (quantizer.centre * sum);
  }

  /**
   * Slices numbers into planes.
   *
   * @param levels of components, a multiple of 64
   * @return the lowest bits of all, then the next, and so on
   */
  static long[] slice(byte[] levels, int planes) {
    int words = levels.length / Long.SIZE;
    long[] bits = new long[planes * words];
    for (int i = 0; i < levels.length / Long.BYTES; i++) {
      long eight = (long) EIGHT_BYTES.get(levels, i * Long.BYTES);
      for (int p = 0; p < planes; p++) {
        bits[p * words + i / Long.BYTES] |= Long.compress(eight, LOWEST << p) << (i * Byte.SIZE);
      }
    }
    return bits;
  }
}
