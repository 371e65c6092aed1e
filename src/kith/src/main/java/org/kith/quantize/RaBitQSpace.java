package org.kith.quantize;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.kith.kernel.DoubleSums;
import org.kith.kernel.Kernels;
import org.kith.kernel.Levels;
import org.kith.kernel.PlaneKernel;
import org.kith.kernel.Rows;
import org.kith.metric.KernelScorer;
import org.kith.metric.Metric;
import org.kith.metric.RowScorer;
import org.kith.metric.Scorer;

/** Codes of {@link RaBitQ}: turns queries, and codes as queries, into what the kernel compares. */
final class RaBitQSpace implements CodeSpace {
  /** Standard deviations that a lower bound lies below an estimate. */
  private static final double CONFIDENCE = 2;

  /** The lowest bit of each of eight bytes. */
  private static final long LOWEST = 0x0101010101010101L;

  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final Levels LEVELS = Kernels.levels();

  private final RaBitQ quantizer;
  private final Rows codes;

  RaBitQSpace(RaBitQ quantizer, Rows codes) {
    this.quantizer = quantizer;
    this.codes = codes;
  }

  @Override
  public int size() {
    return codes.count();
  }

  private PlaneKernel kernel(int queryPlanes) {
    return Kernels.planes(quantizer.words, quantizer.bits, queryPlanes);
  }

  @Override
  public Scorer scorer(float[] vector) {
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
    return prepared(rotated, Math.max(Math.sqrt(squares), rounding), base, weight);
  }

  private Scorer prepared(float[] rotated, double length, double base, double weight) {
    int bits = quantizer.queryPlanes;
    byte[] levels = new byte[quantizer.words * Long.SIZE];
    float step = LEVELS.round(rotated, (1 << (bits - 1)) - 1, levels);
    // What rounding takes away, and twice the deviation of that.
    double dims = quantizer.dims;
    double lost = step * Math.sqrt(dims / 12 * (1 + 1.8 / Math.sqrt(dims)));
    double longer = Math.max(length, lost / quantizer.queryLoss);
    long[] planes = slice(levels, bits);
    PlaneKernel kernel = kernel(bits);
    kernel.query(planes, (float) base, (float) weight, step, offset(planes));
    return new KernelScorer(kernel, codes) {
      @Override
      public Scorer lowerBounds() {
        return new KernelScorer(kernel.with((float) (CONFIDENCE * longer)), codes);
      }
    };
  }

  /** What the centre of the codes adds to a product with numbers in planes. */
  private float offset(long[] planes) {
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

  @Override
  public RowScorer rowScorer() {
    return new BetweenCodes(kernel(quantizer.bits + 1));
  }

  /**
   * Takes one of the codes for a query: the vector that it is right on average for. Its numbers are
   * {@code 2 v}, which have one bit more than u: a 1 behind those of u, the first turned round.
   */
  private final class BetweenCodes extends KernelScorer implements RowScorer {
    private final PlaneKernel kernel;
    private final long[] query = new long[(quantizer.bits + 1) * quantizer.words];
    private final double origin;

    BetweenCodes(PlaneKernel kernel) {
      super(kernel, codes);
      this.kernel = kernel;
      origin =
          switch (quantizer.family) {
            case SQUARED_L2 -> 0;
            case COSINE -> 1 - quantizer.meanSquares;
            default -> -quantizer.meanSquares;
          };
    }

    @Override
    public void target(int ordinal) throws IOException {
      query(ordinal);
    }

    @Override
    protected void query(MemorySegment source, long at) {
      int words = quantizer.words;
      MemorySegment.copy(source, RaBitQ.WORD, at, query, words, quantizer.bits * words);
      for (int w = 0; w < words; w++) {
        long all = -1L >>> Math.max(0, Long.SIZE * (w + 1) - quantizer.dims);
        query[w] = all;
        query[query.length - words + w] ^= all;
      }
      float a = source.get(RaBitQ.FLOAT, at + quantizer.planeBytes());
      float f = source.get(RaBitQ.FLOAT, at + quantizer.planeBytes() + 4);
      kernel.query(query, (float) (origin + a), 1, f / quantizer.factor / 2, offset(query));
    }
  }
}
