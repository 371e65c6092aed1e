package org.kith.quantize;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.kith.kernel.Kernels;
import org.kith.kernel.NibbleKernel;
import org.kith.kernel.Rows;
import org.kith.metric.RowScorer;
import org.kith.metric.Scorer;

/** Codes of {@link NibbleQuantizer}: turns queries into what the kernel compares. */
final class NibbleSpace implements CodeSpace {
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
    double squares = NibbleQuantizer.dot(residual, residual);
    // From so far away floats see hardly a difference between vectors.
    return squares > 0x1p20 ? null : scorer(residual, squares, 1);
  }

  /** The query's length does not matter to the order of products: it becomes 1. */
  private Scorer byProduct(float[] query) {
    double length = Math.sqrt(NibbleQuantizer.dot(query, query));
    double scale = length == 0 ? 0 : 1 / length;
    double product = NibbleQuantizer.dot(query, quantizer.mean) * scale;
    double squares = NibbleQuantizer.dot(quantizer.mean, quantizer.mean);
    // What is left of the query, to be rounded, is shortest where the mean is projected on it.
    double weight = squares < Float.MIN_NORMAL ? 0 : product / squares;
    return scorer(quantizer.residual(query, scale, weight), -2 * product, weight);
  }

  private Scorer scorer(float[] residual, double base, double weight) {
    quantizer.rotation.apply(residual, residual);
    float largest = 0;
    for (float x : residual) {
      largest = Math.max(largest, Math.abs(x));
    }
    float step = largest / NibbleKernel.MAX_LEVEL;
    double inverse = step == 0 ? 0 : 1.0 / step;
    MemorySegment form = MemorySegment.ofArray(new byte[NibbleKernel.HEAD_BYTES + quantizer.dims]);
    form.set(NibbleQuantizer.FLOAT, 0, (float) base);
    form.set(NibbleQuantizer.FLOAT, 4, (float) weight);
    form.set(NibbleQuantizer.FLOAT, 8, (float) (Math.sqrt(2) * step));
    for (int i = 0; i < quantizer.dims; i++) {
      byte level = (byte) Math.rint(residual[i] * inverse);
      form.set(ValueLayout.JAVA_BYTE, NibbleKernel.HEAD_BYTES + i, level);
    }
    NibbleKernel kernel = Kernels.nibbles(quantizer.dims);
    kernel.query(form, 0);
    return new KernelScorer(kernel, codes);
  }
}
