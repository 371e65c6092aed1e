package org.kith.tools.data;

import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** The true neighbours of every query, by comparing it with every base vector. */
final class ExactNeighbours {
  /** Queries compared with a base vector once it is decoded; one task of the parallel search. */
  private static final int QUERIES_AT_ONCE = 16;

  private final DataSet data;
  private final int k;

  /**
   * The search for {@code k} neighbours.
   *
   * @param k neighbours a query, at most the number of base vectors
   */
  ExactNeighbours(DataSet data, int k) {
    this.data = data;
    this.k = k;
  }

  /**
   * Ordinals of neighbours, nearest first, equal distances by ordinal.
   *
   * @param done told how many queries were just finished, by any thread
   */
  int[][] find(IntConsumer done) {
    int queries = data.queries().count();
    int[][] neighbours = new int[queries][];
    int groups = (queries + QUERIES_AT_ONCE - 1) / QUERIES_AT_ONCE;
    IntStream.range(0, groups)
        .parallel()
        .forEach(group -> {
          int from = group * QUERIES_AT_ONCE;
          int to = Math.min(queries, from + QUERIES_AT_ONCE);
          findGroup(from, to, neighbours);
          done.accept(to - from);
        });
    return neighbours;
  }

  private void findGroup(int from, int to, int[][] neighbours) {
    Row[] queries = data.queries().rows(from, to);
    Nearest[] nearest = new Nearest[to - from];
    Arrays.setAll(nearest, i -> new Nearest(k));
    Row row = data.base().newRow();
    for (int ord = 0; ord < data.base().count(); ord++) {
      data.base().read(ord, row);
      for (int i = 0; i < nearest.length; i++) {
        nearest[i].offer(ord, data.metric().distance(queries[i], row));
      }
    }
    for (int i = 0; i < nearest.length; i++) {
      neighbours[from + i] = nearest[i].ordinals();
    }
  }

  /** The k best so far, sorted; later ones must be strictly nearer to push one out. */
  private static final class Nearest {
    private final int[] ordinals;
    private final double[] distances;

    Nearest(int k) {
      ordinals = new int[k];
      distances = new double[k];
      Arrays.fill(distances, Double.POSITIVE_INFINITY);
    }

    void offer(int ordinal, double distance) {
      int place = distances.length;
      if (!(distance < distances[place - 1])) {
        return;
      }
      while (place > 0 && distance < distances[place - 1]) {
        place--;
      }
      int moved = distances.length - 1 - place;
      System.arraycopy(distances, place, distances, place + 1, moved);
      System.arraycopy(ordinals, place, ordinals, place + 1, moved);
      distances[place] = distance;
      ordinals[place] = ordinal;
    }

    int[] ordinals() {
      return ordinals;
    }
  }
}
