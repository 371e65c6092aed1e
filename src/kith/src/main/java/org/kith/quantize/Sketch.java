package org.kith.quantize;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Optional;
import org.kith.kernel.ColumnKernel;
import org.kith.kernel.Kernels;
import org.kith.kernel.Rows;
import org.kith.metric.BlockScorer;
import org.kith.metric.Metric;

/**
 * One bit a dimension of the vectors of a small segment, laid out to be scanned: {@link RaBitQ}'s
 * codes in the columns of {@link ColumnKernel}. Up to some ten thousand vectors, looking at all of
 * them takes less time than walking to a few hundred. Immutable, used by many threads.
 *
 * <p>All points that one bit gives are equally long, so that a code's factor {@code f} says how
 * much its estimate errs, whatever the direction of the query: by {@code |f| |s| sqrt(D / (D - 1))
 * / 2} as a standard deviation. That is more than {@link RaBitQ} reckons with, by 1.6 on most data,
 * so that a lower bound one and a half of them below fails once in a hundred times. They come with
 * the query's offset and cost nothing.
 *
 * <pre>
 * block* of the kernel, the last one filled up with zeros
 * </pre>
 */
public final class Sketch {
  /** In fewer dimensions signs tell too little. */
  private static final int LEAST_DIMS = 64;

  private static final int MOST_DIMS = ColumnKernel.MOST_WORDS * Long.SIZE;

  private static final String CODE = "RaBitQ";

  /** Standard deviations that a lower bound lies below an estimate. */
  private static final double CONFIDENCE = 1.5;

  /** What rounding to one of seven steps a component takes away from a query's length. */
  private static final double QUERY_LOSS = 0.28;

  private final RaBitQ quantizer;

  private Sketch(RaBitQ quantizer) {
    this.quantizer = quantizer;
  }

  /**
   * A trainer of what {@link #of} takes.
   *
   * @param family what the metric reduces to
   * @param dims components of a vector
   * @return empty if there is no sketch for such vectors
   */
  public static Optional<Trainer> trainer(Metric.Family family, int dims) {
    return dims < LEAST_DIMS || dims > MOST_DIMS
        ? Optional.empty()
        : Quantizers.trainer(CODE, family, dims);
  }

  /**
   * A sketch.
   *
   * @param trained by what {@link #trainer} gave
   */
  public static Sketch of(Quantizer trained) {
    return new Sketch((RaBitQ) trained);
  }

  /**
   * A sketch that was trained before.
   *
   * @param family what the metric reduces to
   * @param dims components of a vector
   * @param parameters as {@link #parameters} gave them
   * @return empty if there is no sketch for such vectors
   * @throws IllegalArgumentException if no sketch can have given these parameters
   */
  public static Optional<Sketch> open(Metric.Family family, int dims, float[] parameters) {
    return trainer(family, dims)
        .flatMap(any -> Quantizers.open(CODE, family, dims, parameters))
        .map(Sketch::of);
  }

  /** What {@link #open} makes the same sketch of. */
  public float[] parameters() {
    return quantizer.parameters();
  }

  /**
   * Bytes of the sketch of so many vectors.
   *
   * @param dims components of a vector
   */
  public static long bytes(int dims, long count) {
    return Math.ceilDiv(count, ColumnKernel.ROWS) * blockBytes(dims);
  }

  private static int blockBytes(int dims) {
    return ColumnKernel.blockBytes(Math.ceilDiv(dims, Long.SIZE));
  }

  /** Bytes of a block. */
  public int blockBytes() {
    return blockBytes(quantizer.dims);
  }

  /** Blocks of so many vectors. */
  public static int blocks(int count) {
    return Math.ceilDiv(count, ColumnKernel.ROWS);
  }

  /** Takes blocks. */
  public interface Sink {
    /** Takes a block; the array is used again. */
    void accept(byte[] block) throws IOException;
  }

  /** Sketches vectors, in the order of ordinals. */
  public final class Writer {
    private final Sink sink;
    private final byte[] code = new byte[quantizer.bytes()];
    private final MemorySegment codeSegment = MemorySegment.ofArray(code);
    private final long[] plane = new long[quantizer.words];
    private final byte[] block = new byte[blockBytes()];
    private int rows;
    private boolean whole = true;

    /** A writer of this sketch. */
    public Writer(Sink sink) {
      this.sink = sink;
    }

    /** Sketches the next vector. */
    public void add(float[] vector) throws IOException {
      quantizer.encode(vector, code);
      MemorySegment.copy(codeSegment, RaBitQ.WORD, 0, plane, 0, plane.length);
      long factors = quantizer.planeBytes();
      float a = codeSegment.get(RaBitQ.FLOAT, factors);
      float f = codeSegment.get(RaBitQ.FLOAT, factors + Float.BYTES);
      whole &= codeSegment.get(RaBitQ.FLOAT, factors + 2 * Float.BYTES) < RaBitQ.MAX_NORM;
      ColumnKernel.put(block, rows++, plane, a, f);
      if (rows == ColumnKernel.ROWS) {
        flush();
      }
    }

    /**
     * Ends the last block.
     *
     * @return false if a vector was too long to be sketched; all is of no use then
     */
    public boolean finish() throws IOException {
      if (rows > 0) {
        flush();
      }
      return whole;
    }

    private void flush() throws IOException {
      sink.accept(block);
      Arrays.fill(block, (byte) 0);
      rows = 0;
    }
  }

  /**
   * Bounds for a query.
   *
   * @param vector finite components
   * @param blocks rows of {@link #blockBytes}
   * @param count vectors
   * @return null if the sketch can say nothing of this query, because it lies far outside
   */
  public BlockScorer scorer(float[] vector, Rows blocks, int count) {
    RaBitQQuery query = RaBitQQuery.of(quantizer, vector, ColumnKernel.QUERY_PLANES, QUERY_LOSS);
    if (query == null) {
      return null;
    }
    ColumnKernel kernel = Kernels.columns(quantizer.words);
    double dims = quantizer.dims;
    double error = CONFIDENCE * query.length() * Math.sqrt(dims / (dims - 1)) / 2;
    if (query.step() == 0) {
      // All planes are empty: the sum is 0, and only the error is left.
      kernel.query(query.planes(), query.base(), query.weight(), (float) error, -1);
    } else {
      float offset = (float) (query.offset() - error / query.step());
      kernel.query(query.planes(), query.base(), query.weight(), query.step(), offset);
    }
    return new Bounds(kernel, blocks, count);
  }

  private static final class Bounds implements BlockScorer {
    private final ColumnKernel kernel;
    private final Rows blocks;
    private final int size;

    /** A block that cannot be read in place. */
    private MemorySegment fetched;

    Bounds(ColumnKernel kernel, Rows blocks, int size) {
      this.kernel = kernel;
      this.blocks = blocks;
      this.size = size;
    }

    @Override
    public int size() {
      return size;
    }

    @Override
    public int blockSize() {
      return ColumnKernel.ROWS;
    }

    @Override
    public void close() {
      kernel.close();
    }

    @Override
    public void score(int block, float[] bounds, int at) throws IOException {
      MemorySegment memory = blocks.segment();
      long start = (long) block * blocks.stride();
      if (memory == null) {
        fetched = fetched == null ? blocks.allocateRow() : fetched;
        blocks.fetch(block, fetched, 0);
        memory = fetched;
        start = 0;
      }
      kernel.compare(memory, start, bounds, at);
      int first = block * ColumnKernel.ROWS;
      for (int row = size - first; row < ColumnKernel.ROWS; row++) {
        bounds[at + row] = Float.POSITIVE_INFINITY;
      }
    }
  }
}
