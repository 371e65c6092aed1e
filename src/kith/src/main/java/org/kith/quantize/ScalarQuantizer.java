package org.kith.quantize;

import java.util.Arrays;
import org.kith.kernel.Encoding;
import org.kith.kernel.Rows;
import org.kith.metric.Metric;
import org.kith.metric.Metrics;
import org.kith.metric.RowScorer;
import org.kith.metric.Scorer;
import org.kith.metric.VectorSpace;

/**
 * {@code SQ8}: eight bits a component, all on one scale, so that codes are compared as vectors of
 * bytes: no component is weighted, and queries are encoded as the vectors are.
 *
 * <pre>
 * code[i] = round((x[i] - centre[i]) / step), -128 to 127
 * </pre>
 *
 * The centre is the middle between the smallest and the largest value of each component, and the
 * step is set by the component that varies most: nothing is ever cut off. Cutting off outliers
 * ruins data whose components vary unequally. Vectors of whole numbers that span at most 256 values
 * are kept exactly. The error of a component is uniform, {@code step / sqrt(12)} on average.
 *
 * <p>Vectors under a cosine are scaled to length 1 first. Inner products of vectors of other
 * lengths are estimated by the product of codes about 0.
 */
final class ScalarQuantizer implements Quantizer {
  private static final int MIN = -128;
  private static final int MAX = 127;

  /** Values that whole numbers may have to be kept. */
  private static final int LEVELS = 256;

  /** Squared lengths that count as 1. */
  private static final double UNIT_TOLERANCE = 1e-3;

  /** Numbers before the centres among the parameters. */
  private static final int HEAD = 2;

  private final boolean toUnit;
  private final boolean product;
  private final float step;
  private final float[] centre;
  private final Metric metric;

  /**
   * @param toUnit whether vectors are scaled to length 1
   * @param product whether codes are compared by their product, not by their distance
   */
  private ScalarQuantizer(boolean toUnit, boolean product, float step, float[] centre) {
    this.toUnit = toUnit;
    this.product = product;
    this.step = step;
    this.centre = centre;
    String name = product ? "ip" : "l2sq";
    metric = Metrics.of(name, Encoding.I8, centre.length);
  }

  static Trainer trainer(Metric.Family family, int dims) {
    return new Ranges(family, dims);
  }

  static Quantizer open(Metric.Family family, int dims, float[] parameters) {
    boolean fits = parameters.length == HEAD + dims && parameters[1] >= Float.MIN_NORMAL;
    for (float parameter : parameters) {
      fits &= Float.isFinite(parameter);
    }
    if (!fits) {
      throw new IllegalArgumentException(
          parameters.length + " parameters of SQ8 for " + dims + " dimensions");
    }
    boolean product = family == Metric.Family.INNER_PRODUCT && parameters[0] != 0;
    return new ScalarQuantizer(
        family == Metric.Family.COSINE,
        product,
        parameters[1],
        Arrays.copyOfRange(parameters, HEAD, parameters.length));
  }

  @Override
  public float[] parameters() {
    float[] parameters = new float[HEAD + centre.length];
    parameters[0] = product ? 1 : 0;
    parameters[1] = step;
    System.arraycopy(centre, 0, parameters, HEAD, centre.length);
    return parameters;
  }

  @Override
  public int bytes() {
    return centre.length;
  }

  @Override
  public double oversample() {
    return 1.5;
  }

  @Override
  public void encode(float[] vector, byte[] code) {
    encode(vector, toUnit ? VectorSpace.inverseNorm(vector) : 1, 1 / step, code);
  }

  /** Returns how much was cut off: a sum of squares, in steps. */
  private double encode(float[] vector, float scale, float inverseStep, byte[] code) {
    double lost = 0;
    for (int i = 0; i < centre.length; i++) {
      float value = (vector[i] * scale - centre[i]) * inverseStep;
      float rounded = (float) Math.rint(value);
      float kept = Math.max(MIN, Math.min(MAX, rounded));
      lost += (double) (rounded - kept) * (rounded - kept);
      code[i] = (byte) kept;
    }
    return lost;
  }

  @Override
  public void decode(byte[] code, float[] vector) {
    for (int i = 0; i < centre.length; i++) {
      vector[i] = centre[i] + step * code[i];
    }
  }

  @Override
  public CodeSpace space(Rows codes) {
    VectorSpace bytes = new VectorSpace(metric, Encoding.I8, centre.length, codes, null);
    return new CodeSpace() {
      @Override
      public int size() {
        return bytes.size();
      }

      @Override
      public RowScorer rowScorer() {
        return bytes.rowScorer();
      }

      @Override
      public Scorer scorer(float[] query) {
        byte[] code = new byte[centre.length];
        // More cut off than rounding takes away: the order of distances would suffer.
        return encodeQuery(query, code) > centre.length ? null : bytes.scorer(code);
      }
    };
  }

  private double encodeQuery(float[] query, byte[] code) {
    if (product) {
      // The order of products is the same whatever the query's scale is.
      float largest = 0;
      for (float x : query) {
        largest = Math.max(largest, Math.abs(x));
      }
      return encode(query, 1, 1 / step(largest / (double) MAX), code);
    }
    return encode(query, toUnit ? VectorSpace.inverseNorm(query) : 1, 1 / step, code);
  }

  /** A step that can be divided by. */
  private static float step(double wanted) {
    return (float) Math.max(wanted, Float.MIN_NORMAL);
  }

  /** The range of each component. */
  private static final class Ranges implements Trainer {
    private final Metric.Family family;
    private final float[] lowest;
    private final float[] highest;
    private boolean whole = true;
    private boolean unit = true;
    private boolean any;

    Ranges(Metric.Family family, int dims) {
      this.family = family;
      lowest = new float[dims];
      highest = new float[dims];
      Arrays.fill(lowest, Float.POSITIVE_INFINITY);
      Arrays.fill(highest, Float.NEGATIVE_INFINITY);
    }

    @Override
    public void add(float[] vector) {
      any = true;
      float scale = family == Metric.Family.COSINE ? VectorSpace.inverseNorm(vector) : 1;
      double squares = 0;
      for (int i = 0; i < lowest.length; i++) {
        float x = vector[i] * scale;
        lowest[i] = Math.min(lowest[i], x);
        highest[i] = Math.max(highest[i], x);
        squares += (double) x * x;
      }
      unit &= Math.abs(squares - 1) <= UNIT_TOLERANCE;
      for (int i = 0; whole && i < lowest.length; i++) {
        whole = vector[i] == Math.rint(vector[i]);
      }
    }

    @Override
    public Quantizer train() {
      boolean toUnit = family == Metric.Family.COSINE;
      float[] centre = new float[lowest.length];
      if (!any) {
        return new ScalarQuantizer(toUnit, false, 1, centre);
      }
      // Between vectors of length 1 the order of products is the order of distances.
      if (family == Metric.Family.INNER_PRODUCT && !unit) {
        double largest = 0;
        for (int i = 0; i < centre.length; i++) {
          largest = Math.max(largest, Math.max(-lowest[i], highest[i]));
        }
        return new ScalarQuantizer(false, true, step(largest / MAX), centre);
      }
      double range = 0;
      for (int i = 0; i < centre.length; i++) {
        range = Math.max(range, (double) highest[i] - lowest[i]);
      }
      boolean exact = whole && !toUnit && range < LEVELS;
      for (int i = 0; i < centre.length; i++) {
        centre[i] = exact ? lowest[i] - MIN : (float) (((double) lowest[i] + highest[i]) / 2);
      }
      return new ScalarQuantizer(toUnit, false, exact ? 1 : step(range / (2 * MAX)), centre);
    }
  }
}
