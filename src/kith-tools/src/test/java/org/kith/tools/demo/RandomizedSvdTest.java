package org.kith.tools.demo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.junit.jupiter.api.Test;

class RandomizedSvdTest {
  private static final int ROWS = 300;
  private static final int COLUMNS = 200;
  private static final int TOPICS = 8;
  private static final int RANK = 12;

  private static final Parts UNHEARD =
      new Parts() {
        @Override
        public void total(long parts) {}

        @Override
        public void done(long parts) {}
      };

  /** Rows around a few topics of different weight, a fifth of the entries filled. */
  private static List<TreeMap<Integer, Float>> rows(int topics) {
    Random random = new Random(5);
    List<TreeMap<Integer, Float>> rows = new ArrayList<>();
    for (int row = 0; row < ROWS; row++) {
      TreeMap<Integer, Float> values = new TreeMap<>();
      int topic = Math.min(random.nextInt(topics), random.nextInt(topics));
      for (int column = topic; column < COLUMNS; column += topics) {
        values.put(column, 1f + column % 7 / 10f + row % 3 / 10f);
      }
      rows.add(values);
    }
    return rows;
  }

  private static List<TreeMap<Integer, Float>> noisy(List<TreeMap<Integer, Float>> rows) {
    Random random = new Random(6);
    for (var row : rows) {
      for (int i = 0; i < COLUMNS / 10; i++) {
        row.put(random.nextInt(COLUMNS), random.nextFloat());
      }
    }
    return rows;
  }

  /** Singular values and, by column, right vectors: all of them, descending. */
  private static double[][] exact(List<TreeMap<Integer, Float>> rows) {
    DMatrixRMaj dense = new DMatrixRMaj(ROWS, COLUMNS);
    for (int row = 0; row < ROWS; row++) {
      int place = row;
      rows.get(row).forEach((column, value) -> dense.set(place, column, value));
    }
    var svd = DecompositionFactory_DDRM.svd(ROWS, COLUMNS, false, true, true);
    svd.decompose(dense);
    double[] values = svd.getSingularValues();
    DMatrixRMaj right = svd.getV(null, true);
    return IntStream.range(0, svd.numberOfSingularValues())
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -values[i]))
        .map(i -> with(values[i], Arrays.copyOfRange(right.data, i * COLUMNS, (i + 1) * COLUMNS)))
        .toArray(double[][]::new);
  }

  private static double[] with(double value, double[] vector) {
    double[] both = new double[vector.length + 1];
    both[0] = value;
    System.arraycopy(vector, 0, both, 1, vector.length);
    return both;
  }

  private static double dot(FMatrixRMaj vectors, int column, double[] valueAndVector) {
    double sum = 0;
    for (int row = 0; row < vectors.numRows; row++) {
      sum += vectors.get(row, column) * valueAndVector[row + 1];
    }
    return sum;
  }

  @Test
  void findsTheLargestValuesAndTheirVectors() {
    var rows = noisy(rows(TOPICS));
    double[][] exact = exact(rows);
    var found = RandomizedSvd.of(SparseMatrix.of(rows, COLUMNS), RANK, 1, UNHEARD);
    assertEquals(RANK, found.values().length);
    for (int i = 0; i < TOPICS; i++) {
      assertEquals(exact[i][0], found.values()[i], exact[i][0] * 1e-3, "value " + i);
    }
    for (int i = TOPICS; i < RANK; i++) {
      assertEquals(exact[i][0], found.values()[i], exact[i][0] * 0.05, "of the noise: " + i);
    }
    for (int i = 0; i < TOPICS; i++) {
      assertEquals(1, Math.abs(dot(found.rightVectors(), i, exact[i])), 1e-3, "vector " + i);
    }
  }

  @Test
  void vectorsAreOrthonormal() {
    var found = RandomizedSvd.of(SparseMatrix.of(noisy(rows(TOPICS)), COLUMNS), RANK, 1, UNHEARD);
    FMatrixRMaj vectors = found.rightVectors();
    for (int i = 0; i < RANK; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = 0;
        for (int row = 0; row < COLUMNS; row++) {
          sum += (double) vectors.get(row, i) * vectors.get(row, j);
        }
        assertEquals(i == j ? 1 : 0, sum, 1e-4, i + ", " + j);
      }
    }
  }

  @Test
  void givesNoMoreThanTheMatrixHas() {
    var rows = rows(5);
    double[][] exact = exact(rows);
    long rank = Arrays.stream(exact).filter(value -> value[0] > exact[0][0] * 1e-6).count();
    var found = RandomizedSvd.of(SparseMatrix.of(rows, COLUMNS), 40, 1, UNHEARD);
    assertEquals(rank, found.values().length);
    assertEquals(rank, found.rightVectors().numCols);
  }

  @Test
  void sameSeedSameBits() {
    SparseMatrix matrix = SparseMatrix.of(noisy(rows(TOPICS)), COLUMNS);
    var once = RandomizedSvd.of(matrix, RANK, 7, UNHEARD);
    var again = RandomizedSvd.of(matrix, RANK, 7, UNHEARD);
    assertArrayEquals(once.rightVectors().data, again.rightVectors().data);
    assertArrayEquals(once.values(), again.values());
  }
}
