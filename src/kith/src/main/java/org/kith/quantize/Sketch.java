package org.kith.quantize;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.kith.kernel.ColumnKernel;
import org.kith.kernel.DoubleSums;
import org.kith.metric.Metric;

/**
 * One bit a dimension of vectors, laid out to be scanned: what {@link RaBitQ} does with one bit, in
 * the columns of {@link ColumnKernel}, about the centroids of cells of near vectors. Looking at all
 * of a cell takes less time than walking to a few. Immutable, used by many threads.
 *
 * <p>With the mean {@code m} of all vectors, the centroid {@code c} of a cell, the rotation {@code
 * P}, {@code r = P(x - c)}, {@code v} half of the signs of {@code r}, and {@code s = P(q - m)},
 *
 * <pre>
 * |q - x|^2 = |q - c|^2 + |r|^2 - 2 &lt;r, P(q - c)&gt;
 * &lt;r, P(q - c)&gt; is about |r|^2 / &lt;v, r&gt; (&lt;v, s&gt; - &lt;v, P(c - m)&gt;)
 * </pre>
 *
 * so that a query is rounded once for all cells, and a cell adds the same to all of its vectors
 * (Gao and Long, "RaBitQ", SIGMOD 2024). All {@code v} are equally long; so the factor {@code f =
 * -2 |r|^2 / <v, r>} says how much an estimate errs: by {@code |f| sqrt(D / (D - 1)) / 2} times
 * what is unknown of the query. That is {@code |q - c| sqrt(1 - cos^2(v, r))}, where the root is
 * 0.6 on most data, and what was rounded away, whose squares add up.
 *
 * <p>Products are distances, too: {@code -<q, x> = (|q - x|^2 - |q|^2 - |x|^2) / 2}, where the
 * query is scaled to the length that vectors have, and {@code -|x|^2} is known.
 *
 * <pre>
 * block* of the kernel, for each cell as many as its vectors fill, the last one filled up with
 * zeros:
 *   a = |r|^2 - f &lt;v, P(c - m)&gt;, for products less |x|^2
 *   f
 * </pre>
 */
public final class Sketch {
  /** In fewer dimensions signs tell too little. */
  private static final int LEAST_DIMS = 64;

  private static final int MOST_DIMS = ColumnKernel.MOST_WORDS * Long.SIZE;

  /** Vectors so long that floats hold the squares of what is between any two. */
  private static final double MOST_LENGTH = RaBitQ.MAX_NORM / 4;

  /** What rounds queries; of squared distances, whatever the family. */
  final RaBitQ quantizer;

  final Metric.Family family;

  /** What vectors are long on the whole. */
  final float length;

  /** The length of the longest. */
  final float longest;

  private Sketch(Metric.Family family, float[] mean, float length, float longest) {
    this.family = family;
    this.length = length;
    this.longest = longest;
    quantizer = (RaBitQ) RaBitQ.open(1, Metric.Family.SQUARED_L2, mean.length, mean);
  }

  /**
   * Whether there are sketches of such vectors.
   *
   * @param family what the metric reduces to
   * @param dims components of a vector
   */
  public static boolean fits(Metric.Family family, int dims) {
    return dims >= LEAST_DIMS && dims <= MOST_DIMS && family != Metric.Family.OTHER;
  }

  /**
   * A trainer.
   *
   * @param family what the metric reduces to
   * @param dims components of a vector
   * @return empty if there is no sketch for such vectors
   */
  public static Optional<Trainer> trainer(Metric.Family family, int dims) {
    return fits(family, dims) ? Optional.of(new Trainer(family, dims)) : Optional.empty();
  }

  /** Sees the vectors, in any order. */
  public static final class Trainer {
    private final Metric.Family family;
    private final Mean mean;
    private final Mean squares = new Mean(1);
    private final float[] square = new float[1];
    private double longest;

    private Trainer(Metric.Family family, int dims) {
      this.family = family;
      mean = new Mean(dims);
    }

    /** Takes a vector into account. */
    public void add(float[] vector) {
      float scale = RaBitQ.scale(family, vector);
      double squareLength = DoubleSums.squares(vector) * scale * scale;
      longest = Math.max(longest, squareLength);
      square[0] = (float) squareLength;
      squares.add(square, 1);
      mean.add(vector, scale);
    }

    /**
     * The sketch for these vectors.
     *
     * @return empty if one of them is too long
     */
    public Optional<Sketch> train() {
      float length = (float) Math.sqrt(squares.get()[0]);
      return longest < MOST_LENGTH * MOST_LENGTH
          ? Optional.of(new Sketch(family, mean.get(), length, (float) Math.sqrt(longest)))
          : Optional.empty();
    }
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
    if (!fits(family, dims)) {
      return Optional.empty();
    }
    boolean fits =
        parameters.length == dims + 2
            && parameters[dims] >= 0
            && parameters[dims + 1] >= 0
            && parameters[dims + 1] <= MOST_LENGTH;
    for (float parameter : parameters) {
      fits &= Float.isFinite(parameter);
    }
    if (!fits) {
      throw new IllegalArgumentException(
          parameters.length
              + " parameters of a sketch of "
              + dims
              + " dimensions: must be two more, all finite, the last two lengths");
    }
    float[] mean = Arrays.copyOf(parameters, dims);
    return Optional.of(new Sketch(family, mean, parameters[dims], parameters[dims + 1]));
  }

  /** What {@link #open} makes the same sketch of. */
  public float[] parameters() {
    float[] parameters = Arrays.copyOf(quantizer.mean, quantizer.dims + 2);
    parameters[quantizer.dims] = length;
    parameters[quantizer.dims + 1] = longest;
    return parameters;
  }

  /** Components of a vector. */
  int dims() {
    return quantizer.dims;
  }

  /** What a vector is multiplied by before it is sketched, or belongs to a cell. */
  public float scale(float[] vector) {
    return RaBitQ.scale(family, vector);
  }

  /**
   * Bytes of the blocks of so many vectors, if they are full; those of cells are not.
   *
   * @param dims components of a vector
   */
  public static long bytes(int dims, long count) {
    return Math.ceilDiv(count, ColumnKernel.ROWS)
        * ColumnKernel.blockBytes(Math.ceilDiv(dims, Long.SIZE));
  }

  /** Bytes of a block. */
  public int blockBytes() {
    return ColumnKernel.blockBytes(quantizer.words);
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

  /**
   * Whether graphs link what is near each other, so that near vectors can be found by them: under a
   * product, they link to the longest.
   */
  public static boolean dividesWell(Metric.Family family) {
    return family != Metric.Family.INNER_PRODUCT;
  }

  /**
   * Sketches vectors about the mean of all, or one cell after the other.
   *
   * @param sink gets the blocks
   */
  public Writer writer(Sink sink) {
    return new Writer(sink, false);
  }

  /**
   * Sketches centroids, as {@link SketchQuery#centroids} wants them.
   *
   * @param sink gets the blocks
   */
  public Writer centroidWriter(Sink sink) {
    return new Writer(sink, true);
  }

  /** Sketches vectors. */
  public final class Writer {
    private final Sink sink;
    private final boolean ofCentroids;
    private final int dims = dims();
    private final float[] residual = new float[dims];
    private final float[] signs = new float[dims];
    private final long[] plane = new long[quantizer.words];
    private final byte[] block = new byte[blockBytes()];
    private float[] centroid = quantizer.mean;

    /** Of the centroid. */
    private final float[] rotated = new float[dims];

    private int rows;

    private Writer(Sink sink, boolean ofCentroids) {
      this.sink = sink;
      this.ofCentroids = ofCentroids;
    }

    /** Ends the last cell and begins another. */
    public void begin(float[] newCentroid) throws IOException {
      finish();
      centroid = newCentroid;
      DoubleSums.subtract(centroid, 1, quantizer.mean, 1, rotated);
      quantizer.rotation.apply(rotated);
    }

    /** Sketches the next vector. */
    public void add(float[] vector) throws IOException {
      float scale = ofCentroids ? 1 : scale(vector);
      DoubleSums.subtract(vector, scale, centroid, 1, residual);
      quantizer.rotation.apply(residual);
      sign();
      double sum = DoubleSums.dot(signs, residual);
      double shift = DoubleSums.dot(signs, rotated);
      double squares = DoubleSums.squares(residual);
      double f = squares == 0 ? 0 : -4 * squares / sum;
      boolean product = !ofCentroids && family != Metric.Family.SQUARED_L2;
      double own = product ? DoubleSums.squares(vector) * scale * scale : 0;
      ColumnKernel.put(block, rows++, plane, (float) (squares - f * shift / 2 - own), (float) f);
      if (rows == ColumnKernel.ROWS) {
        finish();
      }
    }

    private void sign() {
      for (int word = 0; word < plane.length; word++) {
        int from = word * Long.SIZE;
        int to = Math.min(dims, from + Long.SIZE);
        long bits = 0;
        for (int i = from; i < to; i++) {
          int below = Float.floatToRawIntBits(residual[i]) >>> (Integer.SIZE - 1);
          signs[i] = 1 - 2 * below;
          bits |= (1L - below) << i;
        }
        plane[word] = bits;
      }
    }

    /** Ends the last block. */
    public void finish() throws IOException {
      if (rows > 0) {
        sink.accept(block);
        Arrays.fill(block, (byte) 0);
        rows = 0;
      }
    }
  }

  /**
   * A query.
   *
   * @param vector finite components
   * @param rows that this sketch wrote
   * @return null if the sketch can say nothing of this query, because it has no direction or lies
   *     far outside
   */
  public SketchQuery query(float[] vector, SketchRows rows) {
    return SketchQuery.of(this, vector, rows);
  }
}
