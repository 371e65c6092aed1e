package org.kith.tools.demo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.api.Test;

class SparseMatrixTest {
  /** {@code 1 0 2 / 0 0 0 / 0 3 4}. */
  private final SparseMatrix matrix =
      SparseMatrix.of(
          List.of(
              new TreeMap<>(Map.of(0, 1f, 2, 2f)),
              new TreeMap<>(),
              new TreeMap<>(Map.of(1, 3f, 2, 4f))),
          3);

  private final FMatrixRMaj dense = new FMatrixRMaj(new float[][] {{1, 2}, {3, 4}, {5, 6}});

  @Test
  void multiplies() {
    FMatrixRMaj product = matrix.times(dense);
    assertEquals(2, product.numCols);
    assertArrayEquals(new float[] {11, 14, 0, 0, 29, 36}, product.data);
  }

  @Test
  void multipliesTransposed() {
    assertArrayEquals(new float[] {1, 2, 15, 18, 22, 28}, matrix.transpose().times(dense).data);
  }

  @Test
  void transposesShapes() {
    SparseMatrix flat = SparseMatrix.of(List.of(new TreeMap<>(Map.of(3, 1f))), 5).transpose();
    assertEquals(5, flat.rowCount());
    assertEquals(1, flat.columnCount());
  }
}
