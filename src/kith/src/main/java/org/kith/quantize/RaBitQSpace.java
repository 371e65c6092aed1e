package org.kith.quantize;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import org.kith.kernel.DoubleSums;
import org.kith.kernel.Kernel;
import org.kith.kernel.Kernels;
import org.kith.kernel.Levels;
import org.kith.kernel.Rows;
import org.kith.metric.KernelScorer;
import org.kith.metric.Metric;
import org.kith.metric.RowScorer;
import org.kith.metric.Scorer;

/** Codes of {@link RaBitQ}: turns queries, and codes as queries, into what the kernel compares. */
final class RaBitQSpace implements CodeSpace {
  /** Standard deviations that a lower bound lies below an estimate. */
  private static final double CONFIDENCE = 2;

  /** Bytes of a kernel's query before its planes. */
  private static final int HEAD_BYTES = 6 * Float.BYTES;

  private static final int ERROR = 4 * Float.BYTES;

  /** The lowest bit of each of eight bytes. */
  private static final long LOWEST = 0x0101010101010101L;

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

  private Kernel kernel(int queryPlanes) {
    return Kernels.planes(quantizer.words, quantizer.bits, queryPlanes);
  }

  private MemorySegment query(int queryPlanes) {
    int longs = HEAD_BYTES / Long.BYTES + queryPlanes * quantizer.words;
    return MemorySegment.ofArray(new long[longs]);
  }

  /** All of a query's head but for its error. */
  private void setHead(MemorySegment query, double base, double weight, double scale, long sum) {
    query.set(RaBitQ.FLOAT, 0, (float) base);
    query.set(RaBitQ.FLOAT, 4, (float) weight);
    query.set(RaBitQ.FLOAT, 8, (float) scale);
    query.set(RaBitQ.FLOAT, 12, (float) (quantizer.centre * sum));
  }

  @Override
  public Scorer scorer(float[] vector) {
    float scale = RaBitQ.scale(quantizer.family, vector);
    double product = scale * DoubleSums.dot(vector, quantizer.mean);
    double meanSquare = DoubleSums.squares(quantizer.mean);
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
    int planes = quantizer.queryPlanes;
    MemorySegment query = query(planes);
    byte[] levels = new byte[quantizer.words * Long.SIZE];
    double step = LEVELS.round(rotated, (1 << (planes - 1)) - 1, levels);
    for (int i = 0; i < rotated.length; i++) {
      rotated[i] = (float) (rotated[i] - levels[i] * step);
    }
    double lost = DoubleSums.squares(rotated);
    long sum = 0;
    for (byte z : levels) {
      sum += z;
    }
    long[] bits = slice(levels, planes);
    MemorySegment.copy(bits, 0, query, RaBitQ.WORD, HEAD_BYTES, bits.length);
    setHead(query, base, weight, step, sum);
    Kernel kernel = kernel(planes);
    kernel.query(query, 0);
    double longer = Math.max(length, Math.sqrt(lost) / quantizer.queryLoss);
    query.set(RaBitQ.FLOAT, ERROR, (float) (CONFIDENCE * longer));
    return new Estimates(kernel, query);
  }

  /** The lowest bits of all levels, then the next, and so on. */
  private static long[] slice(byte[] levels, int planes) {
    int words = levels.length / Long.SIZE;
    long[] bits = new long[planes * words];
    MemorySegment segment = MemorySegment.ofArray(levels);
    for (int i = 0; i < levels.length / Long.BYTES; i++) {
      long eight = segment.get(RaBitQ.WORD, (long) i * Long.BYTES);
      for (int p = 0; p < planes; p++) {
        bits[p * words + i / Long.BYTES] |= Long.compress(eight, LOWEST << p) << (i * Byte.SIZE);
      }
    }
    return bits;
  }

  /** Estimates of distances to one query. */
  private final class Estimates extends KernelScorer {
    /** With its error. */
    private final MemorySegment query;

    Estimates(Kernel kernel, MemorySegment query) {
      super(kernel, codes);
      this.query = query;
    }

    @Override
    public Scorer lowerBounds() {
      Kernel kernel = kernel(quantizer.queryPlanes);
      kernel.query(query, 0);
      return new KernelScorer(kernel, codes);
    }
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
    private final Kernel kernel;
    private final MemorySegment query = query(quantizer.bits + 1);
    private final MemorySegment row = MemorySegment.ofArray(new long[codes.stride() / Long.BYTES]);
    private final double offset;

    BetweenCodes(Kernel kernel) {
      super(kernel, codes);
      this.kernel = kernel;
      double meanSquare = 0;
      for (float x : quantizer.mean) {
        meanSquare += (double) x * x;
      }
      offset =
          switch (quantizer.family) {
            case SQUARED_L2 -> 0;
            case COSINE -> 1 - meanSquare;
            default -> -meanSquare;
          };
    }

    @Override
    public void target(int ordinal) throws IOException {
      codes.fetch(ordinal, row, 0);
      int bits = quantizer.bits;
      long sum = 0;
      for (int w = 0; w < quantizer.words; w++) {
        long all = -1L >>> Math.max(0, Long.SIZE * (w + 1) - quantizer.dims);
        set(0, w, all);
        sum += Long.bitCount(all);
        for (int b = 1; b <= bits; b++) {
          long word = row.get(RaBitQ.WORD, (long) ((b - 1) * quantizer.words + w) * Long.BYTES);
          long plane = b < bits ? word : ~word & all;
          set(b, w, plane);
          sum += (b < bits ? 1L << b : -1L << b) * Long.bitCount(plane);
        }
      }
      float a = row.get(RaBitQ.FLOAT, quantizer.planeBytes());
      float f = row.get(RaBitQ.FLOAT, quantizer.planeBytes() + 4);
      setHead(query, offset + a, 1, f / quantizer.factor / 2, sum);
      kernel.query(query, 0);
    }

    private void set(int plane, int word, long bits) {
      query.set(
          RaBitQ.WORD, HEAD_BYTES + (long) (plane * quantizer.words + word) * Long.BYTES, bits);
    }
  }
}
