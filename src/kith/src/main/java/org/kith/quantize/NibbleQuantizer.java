package org.kith.quantize;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.kith.kernel.DoubleSums;
import org.kith.kernel.NibbleKernel;
import org.kith.kernel.Rows;
import org.kith.metric.Metric;
import org.kith.metric.VectorSpace;

/**
 * {@code SQ4}: four bits a component. What a vector {@code x} differs by from the mean {@code m} of
 * all, randomly rotated, {@code y = P(u (x - m))}, is rounded to 16 equal steps, which span 2.5
 * times the root mean square of its components to either side, or up to the largest of them.
 *
 * <pre>
 * codes   two a byte, lower half first: c = y / step + 7.5, rounded, 0 to 15
 * offset  float32: |y|^2, or -2 &lt;u m, u (x - m)&gt; for products
 * slope   float32: s = sqrt(2) |y|^2 / &lt;y, v&gt; with v = 2 c - 15
 * </pre>
 *
 * The unit {@code u}, a power of two, makes the vectors differ by about 1. With {@code z}, what the
 * query differs by, distances are estimated as
 *
 * <pre>
 * u^2 |x - q|^2   as |y|^2 + |z|^2 - sqrt(2) s &lt;v, z&gt;, z = P(u (q - m))
 * -2 u &lt;x, q&gt;     as -2 u &lt;m, q&gt; + t offset - sqrt(2) s &lt;v, z&gt;, z = P(q - t u m)
 * </pre>
 *
 * for any {@code t}. The slope makes products with {@code y} itself exact, so that lengths are not
 * lost with what rounding takes away; and every vector has steps of its own, because vectors of
 * many lengths share no range. Queries are rounded to 127 levels. Of components that are normally
 * distributed, as rotation makes them, the codes lose 0.107 of the length, in a random direction:
 * hence the deviation of a product with a query.
 *
 * <p>Vectors under a cosine are scaled to length 1 first. So are those under an inner product if
 * all have that length, but for rounding: then distances have the order of products.
 */
final class NibbleQuantizer implements Quantizer {
  static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /** Root mean squares that the codes span to either side; from 2.3 to 2.9 recall is the same. */
  private static final double RANGE = 2.5;

  /**
   * Mean square of what codes differ by from components, as {@code 2 c - 15}: 1/3 by rounding, the
   * rest by components out of range.
   */
  private static final double CODE_ERROR = 0.41;

  /** Mean square of {@code 2 c - 15}, of which 15 are {@link #RANGE}. */
  private static final double MEAN_SQUARE = 36;

  /** Mean square of what a query's levels differ by from its components. */
  private static final double LEVEL_ERROR = 1 / 12.0;

  /** The largest exponent of the unit, up or down, whose inverse is a float too. */
  private static final int MAX_EXPONENT = 126;

  /** Lengths of differences, in units, that are not told apart any more. */
  static final double MAX_LENGTH = 0x1p40;

  /** Squared lengths that count as 1. */
  private static final double UNIT_TOLERANCE = 1e-3;

  /** Numbers before the mean among the parameters. */
  private static final int HEAD = 2;

  private final Metric.Family family;

  /** Whether inner products are estimated, not distances. */
  final boolean product;

  /** Whether vectors are scaled to length 1. */
  final boolean toUnit;

  final int dims;
  final float unit;

  /** Times the unit. */
  final float[] mean;

  /** Of the mean. */
  final double meanSquares;

  final Rotation rotation;

  private NibbleQuantizer(Metric.Family family, boolean product, float unit, float[] mean) {
    this.family = family;
    this.product = product;
    toUnit = !product && family != Metric.Family.SQUARED_L2;
    this.unit = unit;
    this.mean = mean;
    meanSquares = DoubleSums.squares(mean);
    dims = mean.length;
    rotation = new Rotation(dims);
  }

  static Trainer trainer(Metric.Family family, int dims) {
    Mean mean = new Mean(dims);
    boolean toUnit = family == Metric.Family.COSINE;
    return new Trainer() {
      private double squares;
      private long count;
      private boolean ofUnitLength = true;

      @Override
      public void add(float[] vector) {
        float scale = scale(toUnit, vector);
        mean.add(vector, scale);
        double square = DoubleSums.squares(vector) * scale * scale;
        squares += square;
        count++;
        ofUnitLength &= Math.abs(square - 1) <= UNIT_TOLERANCE;
      }

      @Override
      public Quantizer train() {
        float[] centre = mean.get();
        double ofMean = DoubleSums.squares(centre);
        // Below that part of the mean's square there is nothing but rounding.
        double variance = Math.max(squares / Math.max(1, count) - ofMean, 0x1p-40 * ofMean);
        int exponent = variance == 0 ? 0 : -Math.getExponent(variance) / 2;
        float unit = Math.scalb(1f, Math.clamp(exponent, -MAX_EXPONENT, MAX_EXPONENT));
        for (int i = 0; i < dims; i++) {
          centre[i] *= unit;
        }
        boolean product = family == Metric.Family.INNER_PRODUCT && !ofUnitLength;
        return new NibbleQuantizer(family, product, unit, centre);
      }
    };
  }

  static Quantizer open(Metric.Family family, int dims, float[] parameters) {
    boolean fits = parameters.length == HEAD + dims && isUnit(parameters[1]);
    for (float parameter : parameters) {
      fits &= Float.isFinite(parameter);
    }
    boolean product = fits && parameters[0] == 1 && family == Metric.Family.INNER_PRODUCT;
    fits = fits && (product || parameters[0] == 0);
    if (!fits) {
      throw new IllegalArgumentException(
          parameters.length
              + " parameters of SQ4 for "
              + dims
              + " dimensions: must be 0 or, for products, 1; a power of two; and a mean");
    }
    return new NibbleQuantizer(
        family, product, parameters[1], Arrays.copyOfRange(parameters, HEAD, parameters.length));
  }

  private static boolean isUnit(float unit) {
    int exponent = Math.getExponent(unit);
    return Math.abs(exponent) <= MAX_EXPONENT && unit == Math.scalb(1f, exponent);
  }

  @Override
  public float[] parameters() {
    float[] parameters = new float[HEAD + dims];
    parameters[0] = product ? 1 : 0;
    parameters[1] = unit;
    System.arraycopy(mean, 0, parameters, HEAD, dims);
    return parameters;
  }

  @Override
  public int bytes() {
    return NibbleKernel.rowBytes(dims);
  }

  @Override
  public double oversample() {
    return 2;
  }

  /** What a vector is multiplied by before all. */
  float scale(float[] vector) {
    return scale(toUnit, vector);
  }

  /** What estimates are multiplied by to become distances, but for the origin. */
  double distanceUnit(float[] query) {
    double unit = (double) this.unit * this.unit;
    return switch (family) {
      case COSINE -> 1 / (2 * unit);
      case INNER_PRODUCT -> Math.sqrt(DoubleSums.squares(query)) / 2 / (product ? this.unit : unit);
      default -> 1 / unit;
    };
  }

  /** The least distance that an estimate of 0 may mean. */
  double distanceOrigin(float[] query) {
    boolean shifted = family == Metric.Family.INNER_PRODUCT && !product;
    // Vectors are a little longer or shorter than 1.
    return shifted ? -Math.sqrt(DoubleSums.squares(query)) * (1 + UNIT_TOLERANCE / 2) : 0;
  }

  /**
   * The standard deviation of the sum of products of a query's levels and codes, over all
   * rotations.
   *
   * @param squares of the query's components
   * @param step of its levels; if it is 0, so are they
   */
  double deviation(double squares, double step) {
    double ofLevels = step == 0 ? 0 : squares / (step * step);
    return Math.sqrt(CODE_ERROR * ofLevels + LEVEL_ERROR * MEAN_SQUARE * dims);
  }

  private static float scale(boolean toUnit, float[] vector) {
    return toUnit ? VectorSpace.inverseNorm(vector) : 1;
  }

  /**
   * What a vector differs by from a multiple of the mean, shortened to {@link #MAX_LENGTH} at most.
   *
   * @param scale of the vector
   * @param weight of the mean
   * @param residual becomes it
   * @return its squared length
   */
  double residual(float[] vector, double scale, double weight, float[] residual) {
    double squares = DoubleSums.subtract(vector, scale, mean, weight, residual);
    if (squares <= MAX_LENGTH * MAX_LENGTH) {
      return squares;
    }
    squares = 0;
    for (int i = 0; i < dims; i++) {
      double x = vector[i] * scale - weight * mean[i];
      squares += x * x;
    }
    double shorter = MAX_LENGTH / Math.sqrt(squares);
    return DoubleSums.subtract(vector, scale * shorter, mean, weight * shorter, residual);
  }

  @Override
  public void encode(float[] vector, byte[] code) {
    float scale = scale(vector);
    float[] residual = new float[dims];
    double squares = residual(vector, (double) scale * unit, 1, residual);
    double offset = squares;
    if (product) {
      offset = -2 * DoubleSums.dot(mean, residual);
    } else if (scale == 0) {
      // A vector without length is at right angles to all others.
      offset += (double) unit * unit;
    }
    rotation.apply(residual);
    double along = round(residual, Math.sqrt(squares / dims), code);
    MemorySegment row = MemorySegment.ofArray(code);
    int at = code.length - NibbleKernel.TAIL_BYTES;
    row.set(FLOAT, at, (float) offset);
    row.set(FLOAT, at + 4, along > 0 ? (float) (Math.sqrt(2) * squares / along) : 0);
  }

  /** Writes codes; returns the product with what they stand for. */
  private double round(float[] rotated, double rootMeanSquare, byte[] code) {
    float largest = 0;
    for (float x : rotated) {
      largest = Math.max(largest, Math.abs(x));
    }
    double range = Math.min(RANGE * rootMeanSquare, largest);
    float inverse = range == 0 ? 0 : (float) (NibbleKernel.MAX_CODE / 2.0 / range);
    Arrays.fill(code, (byte) 0);
    double along = 0;
    for (int i = 0; i < dims; i++) {
      float step = rotated[i] * inverse + (NibbleKernel.MAX_CODE + 1) / 2f;
      int c = (int) Math.clamp(step, 0, NibbleKernel.MAX_CODE);
      code[i / 2] |= (byte) (c << (i % 2 * 4));
      along += rotated[i] * (2 * c - NibbleKernel.MAX_CODE);
    }
    return along;
  }

  @Override
  public void decode(byte[] code, float[] vector) {
    float slope = MemorySegment.ofArray(code).get(FLOAT, code.length - 4);
    for (int i = 0; i < dims; i++) {
      int c = code[i / 2] >> (i % 2 * 4) & NibbleKernel.MAX_CODE;
      vector[i] = (float) ((2 * c - NibbleKernel.MAX_CODE) * slope / Math.sqrt(2));
    }
    rotation.invert(vector);
    for (int i = 0; i < dims; i++) {
      vector[i] = (vector[i] + mean[i]) / unit;
    }
  }

  @Override
  public CodeSpace space(Rows codes) {
    return new NibbleSpace(this, codes);
  }
}
