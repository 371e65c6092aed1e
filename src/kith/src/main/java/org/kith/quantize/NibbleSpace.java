package org.kith.quantize;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import org.kith.kernel.DoubleSums;
import org.kith.kernel.Kernels;
import org.kith.kernel.Levels;
import org.kith.kernel.NibbleKernel;
import org.kith.kernel.Rows;
import org.kith.metric.KernelScorer;
import org.kith.metric.RowScorer;
import org.kith.metric.Scorer;

/** Codes of {@link NibbleQuantizer}: turns queries into what the kernel compares. */
final class NibbleSpace implements CodeSpace {
  /** Standard deviations that a lower bound lies below an estimate. */
  private static final double CONFIDENCE = 2;

  private static final Levels LEVELS = Kernels.levels();

  private final NibbleQuantizer quantizer;
  private final Rows codes;

  NibbleSpace(NibbleQuantizer quantizer, Rows codes) {
    this.quantizer = quantizer;
    this.codes = codes;
  }

  @Override
  public int size() {
    return codes.count();
  }

  @Override
  public RowScorer rowScorer() {
    return new BetweenCodes(Kernels.nibbles(quantizer.dims));
  }

  /** A scorer whose query is a code. */
  private final class BetweenCodes extends KernelScorer implements RowScorer {
    private final NibbleKernel kernel;

    BetweenCodes(NibbleKernel kernel) {
      super(kernel, codes);
      this.kernel = kernel;
    }

    @Override
    public void target(int ordinal) throws IOException {
      query(ordinal);
    }

    @Override
    protected void query(MemorySegment source, long at) {
      kernel.queryRow(source, at);
    }
  }

  @Override
  public Scorer scorer(float[] query) {
    return quantizer.product ? byProduct(query) : byDistance(query);
  }

  private Scorer byDistance(float[] query) {
    double scale = quantizer.scale(query) * (double) quantizer.unit;
    float[] residual = new float[quantizer.dims];
    double squares = quantizer.residual(query, scale, 1, residual);
    // From so far away floats see hardly a difference between vectors.
    return squares > 0x1p20 ? null : scorer(query, residual, squares, squares, 1);
  }

  /** The query's length does not matter to the order of products: it becomes 1. */
  private Scorer byProduct(float[] query) {
    double length = Math.sqrt(DoubleSums.squares(query));
    double scale = length == 0 ? 0 : 1 / length;
    double product = DoubleSums.dot(query, quantizer.mean) * scale;
    double ofMean = quantizer.meanSquares;
    // What is left of the query, to be rounded, is shortest where the mean is projected on it.
    double weight = ofMean < Float.MIN_NORMAL ? 0 : product / ofMean;
    float[] residual = new float[quantizer.dims];
    double squares = quantizer.residual(query, scale, weight, residual);
    return scorer(query, residual, squares, -2 * product, weight);
  }

  /**
   * Estimates of distances to one query.
   *
   * @param residual what is left of it; is rotated
   * @param squares its squared length
   */
  private Scorer scorer(
      float[] query, float[] residual, double squares, double base, double weight) {
    quantizer.rotation.apply(residual);
    byte[] levels = new byte[quantizer.dims];
    double step = LEVELS.round(residual, NibbleKernel.MAX_LEVEL, levels);
    double factor = Math.sqrt(2) * step;
    NibbleKernel kernel = Kernels.nibbles(quantizer.dims);
    kernel.query(levels, (float) base, (float) weight, (float) factor);
    return new KernelScorer(kernel, codes) {
      @Override
      public Scorer lowerBounds() {
        double unit = quantizer.distanceUnit(query);
        if (unit < 0x1p-60 || unit > 0x1p60) {
          return null; // where floats end, the distances are of no use either
        }
        NibbleKernel bounds =
            kernel.with(
                (float) (base * unit + quantizer.distanceOrigin(query)),
                (float) (weight * unit),
                (float) (factor * unit),
                (float) (CONFIDENCE * quantizer.deviation(squares, step)));
        return new KernelScorer(bounds, codes);
      }
    };
  }
}
