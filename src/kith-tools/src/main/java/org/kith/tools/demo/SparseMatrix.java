package org.kith.tools.demo;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.ejml.data.FMatrixRMaj;

/** A matrix that is mostly zero: row after row, the columns and values that are not. */
final class SparseMatrix {
  private final int rowCount;
  private final int columnCount;
  private final int[] starts; // of each row, and the end of the last
  private final int[] columns;
  private final float[] values;

  private SparseMatrix(int columnCount, int[] starts, int[] columns, float[] values) {
    this.rowCount = starts.length - 1;
    this.columnCount = columnCount;
    this.starts = starts;
    this.columns = columns;
    this.values = values;
  }

  /**
   * @param rows values by column
   */
  static SparseMatrix of(List<? extends SortedMap<Integer, Float>> rows, int columnCount) {
    int[] starts = new int[rows.size() + 1];
    for (int row = 0; row < rows.size(); row++) {
      starts[row + 1] = Math.addExact(starts[row], rows.get(row).size());
    }
    int[] columns = new int[starts[rows.size()]];
    float[] values = new float[columns.length];
    int next = 0;
    for (var row : rows) {
      for (var entry : row.entrySet()) {
        columns[next] = entry.getKey();
        values[next++] = entry.getValue();
      }
    }
    return new SparseMatrix(columnCount, starts, columns, values);
  }

  int rowCount() {
    return rowCount;
  }

  int columnCount() {
    return columnCount;
  }

  /** Rows and columns exchanged. */
  SparseMatrix transpose() {
    int[] ends = new int[columnCount + 1];
    for (int column : columns) {
      ends[column + 1]++;
    }
    Arrays.parallelPrefix(ends, Integer::sum);
    int[] next = ends.clone();
    int[] rows = new int[columns.length];
    float[] moved = new float[columns.length];
    for (int row = 0; row < rowCount; row++) {
      for (int i = starts[row]; i < starts[row + 1]; i++) {
        int place = next[columns[i]]++;
        rows[place] = row;
        moved[place] = values[i];
      }
    }
    return new SparseMatrix(rowCount, ends, rows, moved);
  }

  /** This matrix times a dense one. Every row is summed by one thread in one order. */
  FMatrixRMaj times(FMatrixRMaj dense) {
    FMatrixRMaj product = new FMatrixRMaj(rowCount, dense.numCols);
    IntStream.range(0, rowCount).parallel().forEach(row -> addRow(row, dense, product.data));
    return product;
  }

  private void addRow(int row, FMatrixRMaj dense, float[] product) {
    int width = dense.numCols;
    float[] data = dense.data;
    int to = row * width;
    for (int i = starts[row]; i < starts[row + 1]; i++) {
      float value = values[i];
      int from = columns[i] * width;
      for (int j = 0; j < width; j++) {
        product[to + j] += value * data[from + j];
      }
    }
  }
}
