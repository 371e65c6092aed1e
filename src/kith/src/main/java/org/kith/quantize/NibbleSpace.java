package org.kith.quantize;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import org.kith.kernel.DoubleSums;
import org.kith.kernel.Kernels;
import org.kith.kernel.NibbleKernel;
import org.kith.kernel.Rows;
import org.kith.metric.KernelScorer;
import org.kith.metric.RowScorer;
import org.kith.metric.Scorer;

/** Codes of {@link NibbleQuantizer}: turns queries into what the kernel compares. */
final class NibbleSpace implements CodeSpace {
  /** Standard deviations that a lower bound lies below an estimate. */
  private static final double CONFIDENCE = 2;

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
    private final MemorySegment row = MemorySegment.ofArray(new byte[codes.stride()]);

    BetweenCodes(NibbleKernel kernel) {
      super(kernel, codes);
      this.kernel = kernel;
    }

    @Override
    public void target(int ordinal) throws IOException {
      codes.fetch(ordinal, row, 0);
      kernel.queryRow(row, 0);
    }
  }

  @Override
  public Scorer scorer(float[] query) {
    return quantizer.product ? byProduct(query) : byDistance(query);
  }

  private Scorer byDistance(float[] query) {
    double scale = quantizer.scale(query) * (double) quantizer.unit;
    float[] residual = quantizer.residual(query, scale, 1);
    double squares = DoubleSums.squares(residual);
    // From so far away floats see hardly a difference between vectors.
    return squares > 0x1p20 ? null : scorer(query, residual, squares, 1);
  }

  /** The query's length does not matter to the order of products: it becomes 1. */
  private Scorer byProduct(float[] query) {
    double length = Math.sqrt(DoubleSums.squares(query));
    double scale = length == 0 ? 0 : 1 / length;
    double product = DoubleSums.dot(query, quantizer.mean) * scale;
    double squares = DoubleSums.squares(quantizer.mean);
    // What is left of the query, to be rounded, is shortest where the mean is projected on it.
    double weight = squares < Float.MIN_NORMAL ? 0 : product / squares;
    float[] residual = quantizer.residual(query, scale, weight);
    return scorer(query, residual, -2 * product, weight);
  }

  /** Estimates of distances to one query. */
  private Scorer scorer(float[] query, float[] residual, double base, double weight) {
    quantizer.rotation.apply(residual, residual);
    byte[] form = new byte[NibbleKernel.HEAD_BYTES + quantizer.dims];
    double factor = Math.sqrt(2) * round(residual, form);
    MemorySegment segment = MemorySegment.ofArray(form);
    segment.set(NibbleQuantizer.FLOAT, 0, (float) base);
    segment.set(NibbleQuantizer.FLOAT, 4, (float) weight);
    segment.set(NibbleQuantizer.FLOAT, 8, (float) factor);
    NibbleKernel kernel = Kernels.nibbles(quantizer.dims);
    kernel.query(segment, 0);
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
                (float) (CONFIDENCE * quantizer.deviation(form)));
        return new KernelScorer(bounds, codes);
      }
    };
  }

  /** Rounds a query to levels, behind the head of a form; returns their step. */
  private static float round(float[] rotated, byte[] form) {
    float largest = 0;
    for (float x : rotated) {
      float size = Math.abs(x);
      largest = size > largest ? size : largest; // Math.max also tells zeros apart, slowly
    }
    double inverse = largest == 0 ? 0 : NibbleKernel.MAX_LEVEL / (double) largest;
    for (int i = 0; i < rotated.length; i++) {
      form[NibbleKernel.HEAD_BYTES + i] = (byte) Math.rint(rotated[i] * inverse);
    }
    return largest / NibbleKernel.MAX_LEVEL;
  }
}
