package org.kith.kernel;

import java.util.Arrays;

/** What happens to a query, in place, before it is compared with many rows. */
interface Preparation {
  /** Nothing. */
  Preparation NONE = query -> {};

  /** Scales to length 1; a vector without length stays 0. */
  Preparation UNIT = query -> scale(query, Math.sqrt(squares(query)));

  /** Scales to sum 1; a vector whose sum is 0 stays as it is. */
  Preparation SHARES =
      query -> {
        double sum = 0;
        for (float x : query) {
          sum += x;
        }
        scale(query, sum);
      };

  /** Moves to mean 0, then scales to length 1; equal components become 0. */
  Preparation CENTRED =
      query -> {
        // Relative to the first, so that equal components have exactly that mean.
        float first = query[0];
        double sum = 0;
        for (float x : query) {
          sum += (double) x - first;
        }
        double mean = sum / query.length;
        double squares = 0;
        for (float x : query) {
          double centred = (double) x - first - mean;
          squares += centred * centred;
        }
        double length = Math.sqrt(squares);
        if (length == 0) {
          Arrays.fill(query, 0);
          return;
        }
        for (int i = 0; i < query.length; i++) {
          query[i] = (float) (((double) query[i] - first - mean) / length);
        }
      };

  void apply(float[] query);

  private static double squares(float[] query) {
    double squares = 0;
    for (float x : query) {
      squares += (double) x * x;
    }
    return squares;
  }

  private static void scale(float[] query, double divisor) {
    if (divisor != 0) {
      for (int i = 0; i < query.length; i++) {
        query[i] = (float) (query[i] / divisor);
      }
    }
  }
}
