package org.kith.quantize;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import org.kith.kernel.Kernels;
import org.kith.kernel.PlaneKernel;
import org.kith.kernel.Rows;
import org.kith.metric.KernelScorer;
import org.kith.metric.RowScorer;
import org.kith.metric.Scorer;

/** Codes of {@link RaBitQ}: turns queries, and codes as queries, into what the kernel compares. */
final class RaBitQSpace implements CodeSpace {
  /** Standard deviations that a lower bound lies below an estimate. */
  private static final double CONFIDENCE = 2;

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
    RaBitQQuery query =
        RaBitQQuery.of(quantizer, vector, quantizer.queryPlanes, quantizer.queryLoss);
    if (query == null) {
      return null;
    }
    PlaneKernel kernel = kernel(quantizer.queryPlanes);
    kernel.query(query.planes(), query.base(), query.weight(), query.step(), query.offset());
    return new KernelScorer(kernel, codes) {
      @Override
      public Scorer lowerBounds() {
        return new KernelScorer(kernel.with((float) (CONFIDENCE * query.length())), codes);
      }
    };
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
      kernel.query(
          query,
          (float) (origin + a),
          1,
          f / quantizer.factor / 2,
          RaBitQQuery.offset(quantizer, query));
    }
  }
}
