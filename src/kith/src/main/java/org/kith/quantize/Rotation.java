package org.kith.quantize;

import java.util.Arrays;
import org.kith.kernel.Hadamard;
import org.kith.kernel.Kernels;

/**
 * A random rotation: lengths and angles stay, and every component becomes a mixture of all, so that
 * whatever the vectors are, their components vary alike. The same for all vectors of as many
 * dimensions, in every segment and on every machine, to the last bit. Immutable, used by many
 * threads; the components number as many as before.
 *
 * <p>Two rounds, in which components get random signs and go through the Walsh-Hadamard transform
 * (Ailon and Chazelle 2006). It takes a power of two: otherwise it is applied to the first
 * components and then to the last, as many as there can be. Between the rounds components change
 * places at random, without which blocks of them stay apart. Energy then spreads as by a rotation
 * that is drawn from all there are.
 */
final class Rotation {
  private static final long SEED = 0x4B697468L;
  private static final int ROUNDS = 2;

  private final int dims;
  private final int window;

  /** Where the windows of a round begin. */
  private final int[] starts;

  /** The factors of the components of each window, round by round: signs, scaled. */
  private final float[][] factors;

  /** Pairs of components that change places. */
  private final int[] pairs;

  private final Hadamard hadamard = Kernels.hadamard();

  /** Rotates vectors of {@code dims} components, at least 1. */
  Rotation(int dims) {
    this.dims = dims;
    window = Integer.highestOneBit(dims);
    starts = window == dims ? new int[] {0} : new int[] {0, dims - window};
    factors = new float[ROUNDS * starts.length][window];
    pairs = new int[dims / 2 * 2];
    long seed = drawFactors(SEED);
    drawPairs(seed);
  }

  private long drawFactors(long seed) {
    float scale = (float) (1 / Math.sqrt(window));
    for (float[] ofWindow : factors) {
      for (int i = 0; i < window; i++) {
        ofWindow[i] = mix(seed++) < 0 ? -scale : scale;
      }
    }
    return seed;
  }

  private void drawPairs(long seed) {
    int[] order = new int[dims];
    for (int i = 0; i < dims; i++) {
      int j = (int) Long.remainderUnsigned(mix(seed++), i + 1L);
      order[i] = order[j];
      order[j] = i;
    }
    System.arraycopy(order, 0, pairs, 0, pairs.length);
  }

  /** Random bits for each number: the finalizer of SplitMix64 (Steele, Lea and Flood 2014). */
  private static long mix(long number) {
    long z = number * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /**
   * Rotates a vector in place.
   *
   * @param vector of a length up to half of the largest float
   */
  void apply(float[] vector) {
    for (int i = 0; i < factors.length; i++) {
      if (i == starts.length) {
        swapPairs(vector);
      }
      hadamard.transform(vector, starts[i % starts.length], factors[i]);
    }
  }

  /** Takes a rotation back, but for rounding, in place. */
  void invert(float[] vector) {
    float[] ones = new float[window];
    Arrays.fill(ones, 1);
    for (int i = factors.length - 1; i >= 0; i--) {
      int start = starts[i % starts.length];
      hadamard.transform(vector, start, ones);
      for (int j = 0; j < window; j++) {
        vector[start + j] *= factors[i][j];
      }
      if (i == starts.length) {
        swapPairs(vector);
      }
    }
  }

  /** Its own inverse. */
  private void swapPairs(float[] values) {
    for (int i = 0; i < pairs.length; i += 2) {
      float a = values[pairs[i]];
      values[pairs[i]] = values[pairs[i + 1]];
      values[pairs[i + 1]] = a;
    }
  }
}
