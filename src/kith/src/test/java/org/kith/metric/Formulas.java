package org.kith.metric;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Distances in double precision, from their definitions and in no hurry: the judge of metrics. */
public final class Formulas {
  private Formulas() {}

  /** A distance between float vectors. */
  public interface OfFloats {
    double between(float[] a, float[] b);
  }

  /** A distance between byte vectors. */
  public interface OfBytes {
    double between(byte[] a, byte[] b);
  }

  /** A distance of two numbers. */
  private interface Pair {
    double of(double x, double y);
  }

  public static double ip(float[] a, float[] b) {
    return -sum(a, b, (x, y) -> x * y);
  }

  public static double l2sq(float[] a, float[] b) {
    return sum(a, b, (x, y) -> (x - y) * (x - y));
  }

  public static double l1(float[] a, float[] b) {
    return sum(a, b, (x, y) -> Math.abs(x - y));
  }

  public static double linf(float[] a, float[] b) {
    return IntStream.range(0, a.length)
        .mapToDouble(i -> Math.abs((double) a[i] - b[i]))
        .max()
        .orElse(0);
  }

  public static OfFloats lp(double p) {
    return (a, b) -> Math.pow(sum(a, b, (x, y) -> Math.pow(Math.abs(x - y), p)), 1 / p);
  }

  public static double cos(float[] a, float[] b) {
    return 1 - cosine(doubles(a), doubles(b));
  }

  public static double pearson(float[] a, float[] b) {
    return 1 - cosine(centred(a), centred(b));
  }

  private static double cosine(double[] a, double[] b) {
    double dot = 0;
    double ofA = 0;
    double ofB = 0;
    for (int i = 0; i < a.length; i++) {
      dot += a[i] * b[i];
      ofA += a[i] * a[i];
      ofB += b[i] * b[i];
    }
    return ofA == 0 || ofB == 0 ? 0 : dot / Math.sqrt(ofA) / Math.sqrt(ofB);
  }

  private static double[] centred(float[] a) {
    boolean equal = doubleStream(a).allMatch(x -> x == a[0]);
    double mean = equal ? a[0] : doubleStream(a).average().orElseThrow();
    return doubleStream(a).map(x -> x - mean).toArray();
  }

  public static double canberra(float[] a, float[] b) {
    return sum(a, b, (x, y) -> x == y ? 0 : Math.abs(x - y) / (Math.abs(x) + Math.abs(y)));
  }

  public static double braycurtis(float[] a, float[] b) {
    double difference = l1(a, b);
    return difference == 0 ? 0 : difference / sum(a, b, Double::sum);
  }

  public static double jaccard(float[] a, float[] b) {
    double largest = sum(a, b, Math::max);
    return largest == 0 ? 0 : 1 - sum(a, b, Math::min) / largest;
  }

  /** By entropies: of the mean, less the mean of both. */
  public static double jsd(float[] a, float[] b) {
    double[] p = distribution(a);
    double[] q = distribution(b);
    if (p == null || q == null) {
      return p == q ? 0 : Math.log(2);
    }
    double[] mean = new double[p.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (p[i] + q[i]) / 2;
    }
    return entropy(mean) - (entropy(p) + entropy(q)) / 2;
  }

  private static double[] distribution(float[] a) {
    double sum = doubleStream(a).sum();
    return sum == 0 ? null : doubleStream(a).map(x -> x / sum).toArray();
  }

  private static double entropy(double[] p) {
    DoubleUnaryOperator part = x -> x == 0 ? 0 : -x * Math.log(x);
    return DoubleStream.of(p).map(part).sum();
  }

  /** By the cross product and the dot product of unit vectors, not by the haversine formula. */
  public static double haversine(float[] a, float[] b) {
    double[] u = onSphere(a, b[1]);
    double[] v = onSphere(b, b[1]);
    double x = u[1] * v[2] - u[2] * v[1];
    double y = u[2] * v[0] - u[0] * v[2];
    double z = u[0] * v[1] - u[1] * v[0];
    double dot = u[0] * v[0] + u[1] * v[1] + u[2] * v[2];
    return Math.atan2(Math.sqrt(x * x + y * y + z * z), dot);
  }

  private static double[] onSphere(float[] place, double meridian) {
    double latitude = Math.toRadians(place[0]);
    double longitude = Math.toRadians(place[1] - meridian);
    double cosine = Math.cos(latitude);
    return new double[] {
      cosine * Math.cos(longitude), cosine * Math.sin(longitude), Math.sin(latitude)
    };
  }

  public static double hamming(byte[] a, byte[] b) {
    return differing(a, b).cardinality();
  }

  public static double tanimoto(byte[] a, byte[] b) {
    BitSet both = BitSet.valueOf(a);
    both.and(BitSet.valueOf(b));
    BitSet either = BitSet.valueOf(a);
    either.or(BitSet.valueOf(b));
    return either.isEmpty() ? 0 : 1 - both.cardinality() / (double) either.cardinality();
  }

  public static double sorensen(byte[] a, byte[] b) {
    BitSet both = BitSet.valueOf(a);
    both.and(BitSet.valueOf(b));
    int all = BitSet.valueOf(a).cardinality() + BitSet.valueOf(b).cardinality();
    return all == 0 ? 0 : 1 - 2.0 * both.cardinality() / all;
  }

  /** Of codes, not packed. */
  public static double nphd(byte[] a, byte[] b) {
    int common = Math.min(a.length, b.length);
    if (common == 0) {
      return a.length == b.length ? 0 : 1;
    }
    BitSet differing = differing(Arrays.copyOf(a, common), b);
    return differing.get(0, 8 * common).cardinality() / (8.0 * common);
  }

  private static BitSet differing(byte[] a, byte[] b) {
    BitSet differing = BitSet.valueOf(a);
    differing.xor(BitSet.valueOf(b));
    return differing;
  }

  /** A distance of floats between bytes taken as numbers. */
  public static OfBytes numbers(OfFloats distance) {
    return (a, b) -> distance.between(floats(a), floats(b));
  }

  private static float[] floats(byte[] a) {
    float[] floats = new float[a.length];
    for (int i = 0; i < a.length; i++) {
      floats[i] = a[i];
    }
    return floats;
  }

  private static double sum(float[] a, float[] b, Pair pair) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += pair.of(a[i], b[i]);
    }
    return sum;
  }

  private static double[] doubles(float[] a) {
    return doubleStream(a).toArray();
  }

  private static DoubleStream doubleStream(float[] a) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i]);
  }
}
