package org.kith.metric;

import java.lang.foreign.MemorySegment;
import org.kith.kernel.DoubleSums;
import org.kith.kernel.Encoding;
import org.kith.kernel.Rows;

/** Raw vectors, row by row, under a metric. */
public final class VectorSpace implements Space {

  private final Metric metric;
  private final Rows vectors;
  private final Rows inverseNorms;

  /**
   * @param vectors rows of {@code dims} elements
   * @param inverseNorms one f32 a vector as {@link #inverseNorm} makes them; null if none are
   *     stored, as for a metric that {@linkplain Metric#needsNorms needs none}
   */
  public VectorSpace(Metric metric, Encoding encoding, int dims, Rows vectors, Rows inverseNorms) {
    if (vectors.stride() != dims * encoding.bytes()) {
      throw new IllegalArgumentException(
          "stride " + vectors.stride() + " of " + dims + " dimensions in " + encoding);
    }
    if (inverseNorms != null && !metric.needsNorms()) {
      throw new IllegalArgumentException("metric '" + metric.name() + "' needs no norms");
    }
    this.metric = inverseNorms == null ? metric.withoutNorms() : metric;
    this.vectors = vectors;
    this.inverseNorms = inverseNorms;
  }

  @Override
  public int size() {
    return vectors.count();
  }

  @Override
  public RowScorer rowScorer() {
    return new VectorScorer(metric, vectors, inverseNorms);
  }

  @Override
  public float slack() {
    return metric.slack();
  }

  /** A scorer for a float vector of the space's dimensions. */
  public Scorer scorer(float[] query) {
    return scorer(MemorySegment.ofArray(query), metric.needsNorms() ? inverseNorm(query) : 1);
  }

  /** A scorer for a byte vector of the space's dimensions. */
  public Scorer scorer(byte[] query) {
    return scorer(MemorySegment.ofArray(query), metric.needsNorms() ? inverseNorm(query) : 1);
  }

  private Scorer scorer(MemorySegment query, float inverseNorm) {
    VectorScorer scorer = new VectorScorer(metric, vectors, inverseNorms);
    scorer.query(query, 0, inverseNorm);
    return scorer;
  }

  /** One over the Euclidean length, finite; 0 for a vector without length. */
  public static float inverseNorm(float[] vector) {
    return inverseRoot(DoubleSums.squares(vector));
  }

  /** One over the Euclidean length; 0 for a vector without length. */
  public static float inverseNorm(byte[] vector) {
    long squares = 0;
    for (byte x : vector) {
      squares += x * x;
    }
    return inverseRoot(squares);
  }

  private static float inverseRoot(double squares) {
    // Of a vector of the smallest floats it would be infinite, and its products with zeros no
    // numbers.
    return squares == 0 ? 0 : (float) Math.min(1 / Math.sqrt(squares), Float.MAX_VALUE);
  }
}
