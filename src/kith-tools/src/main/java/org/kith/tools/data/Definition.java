package org.kith.tools.data;

import java.util.List;
import org.kith.spec.MetricSpec;

/**
 * Distances in double precision, as metrics are defined: written apart from Kith's own, to judge
 * them. Vectors, or slices of them, from a component (of bits: a byte) to before another.
 */
abstract class Definition {
  /** A distance of numbers. */
  interface OfFloats {
    double distance(float[] a, float[] b, int from, int to);
  }

  /** A distance of packed bits. */
  interface OfBits {
    double distance(byte[] a, byte[] b, int from, int to);
  }

  static Definition of(MetricSpec metric) {
    return switch (metric) {
      case MetricSpec.Named named -> named(named);
      case MetricSpec.Weighted weighted -> new Mean(weighted.slices());
    };
  }

  private static Definition named(MetricSpec.Named metric) {
    return switch (metric.name()) {
      case "ip", "dot" -> floats(FloatFormulas::ip);
      case "cos" -> nearOne(FloatFormulas::cos, null);
      case "l2sq" -> floats(FloatFormulas::l2sq);
      case "l1" -> floats(FloatFormulas::l1);
      case "linf" -> floats(FloatFormulas::linf);
      case "lp" -> floats(FloatFormulas.lp(Double.parseDouble(metric.arguments().getFirst())));
      case "pearson" -> nearOne(FloatFormulas::pearson, null);
      case "haversine" -> floats(FloatFormulas::haversine);
      case "jsd" -> nearOne(FloatFormulas::jsd, null);
      case "canberra" -> floats(FloatFormulas::canberra);
      case "braycurtis" -> nearOne(FloatFormulas::braycurtis, null);
      case "jaccard" -> nearOne(FloatFormulas::jaccard, BitFormulas::tanimoto);
      case "hamming" -> new Formula(null, BitFormulas::hamming, false);
      case "tanimoto" -> new Formula(null, BitFormulas::tanimoto, false);
      case "sorensen" -> new Formula(null, BitFormulas::sorensen, false);
      case "nphd" -> new Formula(null, BitFormulas::nphd, false);
      default ->
          throw new IllegalArgumentException(
              "metric '" + metric + "' has no definition here to find true neighbours by");
    };
  }

  private static Definition floats(OfFloats floats) {
    return new Formula(floats, null, false);
  }

  private static Definition nearOne(OfFloats floats, OfBits bits) {
    return new Formula(floats, bits, true);
  }

  abstract double ofFloats(float[] a, float[] b, int from, int to);

  abstract double ofBits(byte[] a, byte[] b, int from, int to);

  abstract boolean takesFloats();

  abstract boolean takesBits();

  /** Whether it is computed from numbers around one, whose digits small distances lose. */
  abstract boolean nearOne();

  private static final class Formula extends Definition {
    private final OfFloats floats;
    private final OfBits bits;
    private final boolean nearOne;

    Formula(OfFloats floats, OfBits bits, boolean nearOne) {
      this.floats = floats;
      this.bits = bits;
      this.nearOne = nearOne;
    }

    @Override
    double ofFloats(float[] a, float[] b, int from, int to) {
      return floats.distance(a, b, from, to);
    }

    @Override
    double ofBits(byte[] a, byte[] b, int from, int to) {
      return bits.distance(a, b, from, to);
    }

    @Override
    boolean takesFloats() {
      return floats != null;
    }

    @Override
    boolean takesBits() {
      return bits != null;
    }

    @Override
    boolean nearOne() {
      return nearOne;
    }
  }

  /** The mean of slices, by their weights. */
  private static final class Mean extends Definition {
    private final List<MetricSpec.Slice> slices;
    private final List<Definition> parts;
    private final double weights;

    Mean(List<MetricSpec.Slice> slices) {
      this.slices = slices;
      this.parts = slices.stream().map(slice -> named(slice.metric())).toList();
      this.weights = slices.stream().mapToDouble(MetricSpec.Slice::weight).sum();
    }

    @Override
    double ofFloats(float[] a, float[] b, int from, int to) {
      double sum = 0;
      for (int i = 0; i < parts.size(); i++) {
        MetricSpec.Slice slice = slices.get(i);
        sum += slice.weight() * parts.get(i).ofFloats(a, b, from + slice.from(), from + slice.to());
      }
      return sum / weights;
    }

    @Override
    double ofBits(byte[] a, byte[] b, int from, int to) {
      double sum = 0;
      for (int i = 0; i < parts.size(); i++) {
        MetricSpec.Slice slice = slices.get(i);
        sum += slice.weight() * parts.get(i).ofBits(a, b, from + slice.from(), from + slice.to());
      }
      return sum / weights;
    }

    @Override
    boolean takesFloats() {
      return parts.stream().allMatch(Definition::takesFloats);
    }

    @Override
    boolean takesBits() {
      return parts.stream().allMatch(Definition::takesBits);
    }

    @Override
    boolean nearOne() {
      return parts.stream().anyMatch(Definition::nearOne);
    }
  }
}
