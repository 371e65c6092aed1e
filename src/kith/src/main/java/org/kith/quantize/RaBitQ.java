package org.kith.quantize;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.kith.kernel.DoubleSums;
import org.kith.kernel.Rows;
import org.kith.metric.Metric;
import org.kith.metric.VectorSpace;

/**
 * {@code RaBitQ}, {@code RaBitQ2}, {@code RaBitQ4}: one, two or four bits a component and an
 * estimate of distances that is right on average, with a known error (Gao and Long, "RaBitQ",
 * SIGMOD 2024; with more bits Gao et al., SIGMOD 2025).
 *
 * <p>The residual of a vector {@code x} about the mean {@code m} of all vectors, randomly rotated,
 * {@code r = P(x - m)}, is rounded to the point {@code v} of a {@link Grid} at the smallest angle,
 * or nearly. With the query's residual {@code s = P(q - m)},
 *
 * <pre>
 * &lt;r, s&gt; is about |r|^2 &lt;v, s&gt; / &lt;v, r&gt;
 * |q - x|^2 = |s|^2 + |r|^2 - 2 &lt;r, s&gt;
 * -&lt;q, x&gt;   = -&lt;q, m&gt; - t &lt;m, x - m&gt; - &lt;r, P(q - t m)&gt;     for any t
 * </pre>
 *
 * The estimate errs by {@code |r| |s| sqrt(1 - c^2) / c} times a component of a random direction in
 * D - 1 dimensions, where {@code c} is the cosine between {@code v} and {@code r}, and D the number
 * of dimensions. That is 0 on average over all rotations, with the standard deviation
 *
 * <pre>
 * |r| |s| sqrt((1 - c^2) / c^2 / (D - 1))
 * </pre>
 *
 * and beyond twice of it once in twenty times, to one side once in forty.
 *
 * <p>Queries are rounded to the nearest of 15 (for four bits of 63) equal steps a component. Plain
 * rounding errs less than rounding at random, and as often up as down because the rotation is
 * random. It adds to the deviation {@code |r| / c / sqrt(D - 1)} times the length of what it takes
 * away, an eighth (a thirtieth) of {@code |s|}. Squares of deviations add up; queries that lose
 * more are taken to be longer.
 *
 * <p>Distances are in the unit of the metric's {@link Metric.Family}. Vectors under a cosine are
 * scaled to length 1 first.
 *
 * <pre>
 * planes   bits * ceil(dims / 64) int64: the lowest bits of u = v + (2^bits - 1) / 2, and so on
 * a        float32: |r|^2, or -&lt;m, x - m&gt; for products
 * f        float32: -2 |r|^2 / &lt;v, r&gt;, half of it for products
 * e        float32: the deviation of the estimate for |s| = 1
 * zeros    to a multiple of 8, or of 64 if that adds a sixth at most: such rows are of fewer lines
 *          of memory
 * </pre>
 */
final class RaBitQ implements Quantizer {
  static final ValueLayout.OfLong WORD =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /** Bytes that memory delivers at once. */
  private static final int LINE = 64;

  /** Bytes of a code behind its planes, filled up. */
  private static final int FACTOR_BYTES = 2 * Long.BYTES;

  /** The longest residual whose square, and estimates made of it, are floats. */
  static final double MAX_NORM = 0x1p60;

  /** Part of a length by which floats err, and with them estimates that are exact otherwise. */
  static final double FLOAT_ERROR = 0x1p-19;

  final int bits;
  final Metric.Family family;
  final int dims;

  /** Words of a plane. */
  final int words;

  final float[] mean;

  /** Of the mean. */
  final double meanSquares;

  final Rotation rotation;

  /** How many inner products a distance has: -2, or -1 where it is a product. */
  final int factor;

  private final Grid grid;

  /** What is between u and v. */
  final double centre;

  /** Planes of a query. */
  final int queryPlanes;

  /** What rounding to them takes away, as a part of a query's length. */
  final double queryLoss;

  private RaBitQ(int bits, Metric.Family family, float[] mean) {
    this.bits = bits;
    this.family = family;
    this.mean = mean;
    meanSquares = DoubleSums.squares(mean);
    dims = mean.length;
    words = (dims + Long.SIZE - 1) / Long.SIZE;
    rotation = new Rotation(dims);
    factor = family == Metric.Family.SQUARED_L2 ? -2 : -1;
    grid = new Grid(bits, dims);
    centre = ((1 << bits) - 1) / 2.0;
    queryPlanes = bits < 4 ? 4 : 6;
    queryLoss = bits < 4 ? 0.13 : 0.03;
  }

  static Trainer trainer(int bits, Metric.Family family, int dims) {
    Mean mean = new Mean(dims);
    return new Trainer() {
      @Override
      public void add(float[] vector) {
        mean.add(vector, scale(family, vector));
      }

      @Override
      public Quantizer train() {
        return new RaBitQ(bits, family, mean.get());
      }
    };
  }

  static Quantizer open(int bits, Metric.Family family, int dims, float[] parameters) {
    boolean fits = parameters.length == dims;
    for (float parameter : parameters) {
      fits &= Float.isFinite(parameter);
    }
    if (!fits) {
      throw new IllegalArgumentException(
          parameters.length
              + " parameters of RaBitQ for "
              + dims
              + " dimensions: must be as many, all finite");
    }
    return new RaBitQ(bits, family, parameters.clone());
  }

  @Override
  public float[] parameters() {
    return mean.clone();
  }

  @Override
  public int bytes() {
    int bytes = planeBytes() + FACTOR_BYTES;
    int lines = Math.ceilDiv(bytes, LINE) * LINE;
    return lines - bytes <= bytes / 6 ? lines : bytes;
  }

  /** Bytes before the factors. */
  int planeBytes() {
    return bits * words * Long.BYTES;
  }

  @Override
  public double oversample() {
    return bits == 1 ? 16 : bits == 2 ? 5 : 2;
  }

  /**
   * On graphs that were built on one or two bits, walks scored 10 to 41 % more vectors at recall
   * 0.95 (acl, sift) than on graphs of the vectors; on four bits 6 %.
   */
  @Override
  public boolean buildsGraphs() {
    return bits >= 4;
  }

  /** What a vector is multiplied by before it is encoded or asked for. */
  static float scale(Metric.Family family, float[] vector) {
    return family == Metric.Family.COSINE ? VectorSpace.inverseNorm(vector) : 1;
  }

  @Override
  public void encode(float[] vector, byte[] code) {
    float scale = scale(family, vector);
    float[] residual = new float[dims];
    double squares = DoubleSums.subtract(vector, scale, mean, 1, residual);
    double shorter = 1;
    if (!(squares <= MAX_NORM * MAX_NORM)) {
      // Longer ones are shortened, and marked as uncertain.
      shorter = MAX_NORM / distanceToMean(vector, scale);
      squares = DoubleSums.subtract(vector, scale * shorter, mean, shorter, residual);
    }
    double product = DoubleSums.dot(residual, mean) / shorter;
    rotation.apply(residual);
    double limit = MAX_NORM * MAX_NORM;
    double a = Math.clamp(factor == -2 ? squares : -product, -limit, limit);
    write(residual, a, shorter < 1, code);
  }

  /** The length of a residual that may be too long for floats. */
  private double distanceToMean(float[] vector, double scale) {
    double squares = 0;
    for (int i = 0; i < dims; i++) {
      double x = vector[i] * scale - mean[i];
      squares += x * x;
    }
    return Math.sqrt(squares);
  }

  private void write(float[] rotated, double a, boolean uncertain, byte[] code) {
    double norm = Math.sqrt(DoubleSums.squares(rotated));
    byte[] point = new byte[words * Long.SIZE];
    grid.round(rotated, norm, point);
    float[] centred = new float[dims];
    for (int i = 0; i < dims; i++) {
      centred[i] = point[i] - (float) centre;
    }
    double product = DoubleSums.dot(centred, rotated);
    double f = norm == 0 ? 0 : factor * norm * norm / product;
    double squares = DoubleSums.squares(centred);
    double deviation = uncertain ? MAX_NORM * MAX_NORM : deviation(f, squares, norm);
    long[] planes = RaBitQQuery.slice(point, bits);
    MemorySegment row = MemorySegment.ofArray(code);
    MemorySegment.copy(planes, 0, row, WORD, 0, planes.length);
    row.asSlice(planeBytes() + Long.BYTES).fill((byte) 0);
    row.set(FLOAT, planeBytes(), (float) a);
    row.set(FLOAT, planeBytes() + 4, (float) f);
    row.set(FLOAT, planeBytes() + 8, (float) deviation);
  }

  /** The deviation of an estimate for a query's residual of length 1. */
  private double deviation(double f, double squares, double norm) {
    double all = deviationOfAll(f, squares);
    double known = factor * norm / Math.sqrt(dims - 1);
    double unknown = Math.sqrt(Math.max(0, all * all - known * known));
    return dims == 1
        ? all
        : Math.hypot(Math.max(unknown, FLOAT_ERROR * Math.abs(known)), queryLoss * all);
  }

  /** The same if it could point anywhere. */
  private double deviationOfAll(double f, double squares) {
    return Math.abs(f) * Math.sqrt(squares / Math.max(1, dims - 1));
  }

  @Override
  public void decode(byte[] code, float[] vector) {
    MemorySegment row = MemorySegment.ofArray(code);
    double squares = 0;
    for (int i = 0; i < dims; i++) {
      int u = 0;
      for (int b = 0; b < bits; b++) {
        long word = row.get(WORD, (long) (b * words + i / Long.SIZE) * Long.BYTES);
        u |= (int) (word >>> i & 1) << b;
      }
      vector[i] = (float) (u - centre);
      squares += (u - centre) * (u - centre);
    }
    float f = row.get(FLOAT, planeBytes() + 4);
    float deviation = row.get(FLOAT, planeBytes() + 8);
    double ofAll = deviationOfAll(f, squares);
    double part = ofAll == 0 || dims == 1 ? 0 : deviation / ofAll;
    // The point on the line through v that is nearest to r: c^2 times the one that is estimated by.
    double squaredCosine = Math.max(0, 1 - part * part + queryLoss * queryLoss);
    float scale = (float) (f / factor * squaredCosine);
    rotation.invert(vector);
    for (int i = 0; i < dims; i++) {
      vector[i] = vector[i] * scale + mean[i];
    }
    float toUnit = scale(family, vector);
    for (int i = 0; i < dims; i++) {
      vector[i] *= toUnit;
    }
  }

  @Override
  public CodeSpace space(Rows codes) {
    return new RaBitQSpace(this, codes);
  }
}
