package org.kith.tools.data;

import java.util.Locale;
import java.util.Map;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.kith.metric.Metrics;
import org.kith.spec.MetricSpec;

/** What "near" means in a data set: exact distances in double, smaller is nearer. */
public final class Metric {
  /** Squared Euclidean distance. */
  public static final Metric L2SQ = named("l2sq");

  /** One minus the cosine of the angle. */
  public static final Metric COS = named("cos");

  /** Minus the inner product. */
  public static final Metric IP = named("ip");

  /** What floats may be off by, relative to the size of what they compute. */
  private static final double ROUNDING = 1e-6;

  private static final Map<String, VectorSimilarityFunction> LUCENES =
      Map.of(
          "l2sq", VectorSimilarityFunction.EUCLIDEAN,
          "cos", VectorSimilarityFunction.COSINE,
          "ip", VectorSimilarityFunction.MAXIMUM_INNER_PRODUCT);

  private final MetricSpec spec;
  private final Definition definition;

  private Metric(MetricSpec spec) {
    this.spec = spec;
    this.definition = Definition.of(spec);
  }

  /**
   * The metric that people call by this name, with arguments where it has some; libraries' own
   * names are understood.
   *
   * @throws IllegalArgumentException if there is none, or its definition is not known here
   */
  public static Metric named(String text) {
    MetricSpec spec = MetricSpec.parse(text);
    if (!spec.builtIn()) {
      spec = MetricSpec.parse(text.toLowerCase(Locale.ROOT));
    }
    if (!spec.builtIn()) {
      throw new IllegalArgumentException(
          "metric '"
              + text
              + "': there is none of that name; there are "
              + Metrics.list()
              + ", weighted(...)");
    }
    // Data do not promise the vectors of unit length that "dot" is for; the order is the same.
    return spec.toString().equals("dot") ? IP : new Metric(spec);
  }

  /** The name in specs and reports. */
  public String label() {
    return spec.toString();
  }

  /** Lucene's similarity that ranks as this metric does; null if it has none. */
  public VectorSimilarityFunction similarity() {
    return LUCENES.get(label());
  }

  /** The distance of two vectors of equal length and kind. */
  public double distance(Row a, Row b) {
    return a.bytes() == null
        ? definition.ofFloats(a.floats(), b.floats(), 0, a.floats().length)
        : definition.ofBits(a.bytes(), b.bytes(), 0, a.bytes().length);
  }

  /** A distance up to which others cannot be told from this one in floats. */
  public double withRounding(double distance) {
    double size = Math.abs(distance);
    return distance + ROUNDING * (definition.nearOne() ? Math.max(size, 1) : size);
  }

  /**
   * Refuses vectors that cannot be compared so.
   *
   * @throws IllegalArgumentException saying what is wrong with their kind, their dimensions, or the
   *     first of them that is wrong
   */
  public void require(Vectors vectors) {
    if (vectors.encoding() == Encoding.BITS && !definition.takesBits()) {
      throw new IllegalArgumentException(
          "metric '" + label() + "' compares numbers, these are packed bits");
    }
    if (vectors.encoding() != Encoding.BITS && !definition.takesFloats()) {
      throw new IllegalArgumentException(
          "metric '" + label() + "' compares packed bits, these are " + vectors.encoding().label());
    }
    org.kith.metric.Metric metric = bind(vectors);
    Row row = vectors.newRow();
    for (int i = 0; i < vectors.count(); i++) {
      vectors.read(i, row);
      try {
        check(metric, row);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("row " + i + ": " + e.getMessage(), e);
      }
    }
  }

  private static void check(org.kith.metric.Metric metric, Row row) {
    if (row.bytes() == null) {
      metric.check(row.floats());
    } else {
      metric.check(row.bytes());
    }
  }

  /** Kith's own metric for such vectors: of bytes where they are packed bits, of floats else. */
  public org.kith.metric.Metric bind(Vectors vectors) {
    return vectors.encoding() == Encoding.BITS
        ? spec.bind(Map.of(), org.kith.kernel.Encoding.I8, vectors.rowBytes())
        : spec.bind(Map.of(), org.kith.kernel.Encoding.F32, vectors.dims());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Metric that && spec.equals(that.spec);
  }

  @Override
  public int hashCode() {
    return spec.hashCode();
  }

  @Override
  public String toString() {
    return label();
  }
}
