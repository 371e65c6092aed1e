package org.kith.tools.demo;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_MT_DDRM;
import org.ejml.dense.row.CommonOps_MT_FDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * The largest singular values of a sparse matrix A and their right vectors, by random projection
 * and subspace iteration (Halko, Martinsson and Tropp, 2011, algorithms 4.4 and 5.1).
 *
 * <p>Only products with A and its transpose touch what is large; orthonormal bases come from the
 * eigenvectors of small Gram matrices, summed in double.
 */
final class RandomizedSvd {
  /** Extra columns: the last vectors wanted would otherwise come out blurred. */
  private static final int OVERSAMPLE = 32;

  /** More of them bring the values closer to the exact ones, but no better answers. */
  private static final int ITERATIONS = 1;

  /** Rows that a Gram matrix takes in at a time. */
  private static final int BLOCK = 2048;

  /** Directions weaker than this, relative to the strongest, are rounding errors. */
  private static final double NOISE = 1e-6;

  /** Up to here one pass leaves a basis orthonormal to about four digits. */
  private static final double WELL_CONDITIONED = 1e3;

  /**
   * @param rightVectors column j belongs to the j-th value; the columns are orthonormal
   * @param values descending
   */
  record Result(FMatrixRMaj rightVectors, double[] values) {}

  /** Eigenvalues above the noise, descending, with their vectors as columns. */
  private record Eigen(double[] values, DMatrixRMaj vectors) {}

  private RandomizedSvd() {}

  /** How often {@link #of} tells that a part is done. */
  static int parts() {
    return ITERATIONS + 3;
  }

  /**
   * Finds up to {@code rank} singular values; fewer when the matrix has fewer.
   *
   * @param seed of the projection: the same seed gives the same bits
   */
  static Result of(SparseMatrix a, int rank, long seed, Parts parts) {
    SparseMatrix transposed = a.transpose();
    int width = Math.min(rank + OVERSAMPLE, Math.min(a.rowCount(), a.columnCount()));
    FMatrixRMaj basis = gaussian(a.columnCount(), width, seed);
    for (int i = 0; i <= ITERATIONS; i++) {
      basis = orthonormal(transposed.times(a.times(basis)));
      parts.done(1);
    }
    Eigen eigen = eigen(gram(a.times(basis)));
    parts.done(1);
    int count = Math.min(rank, eigen.values.length);
    double[] ones = new double[count];
    Arrays.fill(ones, 1);
    FMatrixRMaj vectors = product(basis, eigen.vectors, ones);
    parts.done(1);
    double[] values = Arrays.stream(eigen.values).limit(count).map(Math::sqrt).toArray();
    return new Result(vectors, values);
  }

  private static FMatrixRMaj gaussian(int rows, int columns, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    FMatrixRMaj matrix = new FMatrixRMaj(rows, columns);
    for (int i = 0; i < matrix.data.length; i++) {
      matrix.data[i] = (float) random.nextGaussian();
    }
    return matrix;
  }

  /** An orthonormal basis of the columns' span: Y W / sqrt(L) where YᵀY = W L Wᵀ. */
  private static FMatrixRMaj orthonormal(FMatrixRMaj y) {
    Eigen eigen = eigen(gram(y));
    double[] scales = Arrays.stream(eigen.values).map(value -> 1 / Math.sqrt(value)).toArray();
    FMatrixRMaj basis = product(y, eigen.vectors, scales);
    boolean good = scales[scales.length - 1] <= scales[0] * WELL_CONDITIONED;
    return good ? basis : orthonormal(basis);
  }

  private static DMatrixRMaj gram(FMatrixRMaj y) {
    DMatrixRMaj gram = new DMatrixRMaj(y.numCols, y.numCols);
    for (int row = 0; row < y.numRows; row += BLOCK) {
      DMatrixRMaj block = new DMatrixRMaj(Math.min(BLOCK, y.numRows - row), y.numCols);
      int offset = row * y.numCols;
      Arrays.setAll(block.data, i -> y.data[offset + i]);
      CommonOps_MT_DDRM.multAddTransA(block, block, gram);
    }
    return gram;
  }

  private static Eigen eigen(DMatrixRMaj symmetric) {
    int size = symmetric.numCols;
    EigenDecomposition_F64<DMatrixRMaj> solver = DecompositionFactory_DDRM.eig(size, true, true);
    if (!solver.decompose(symmetric)) {
      throw new ArithmeticException("no eigenvalues of a " + size + " x " + size + " matrix");
    }
    Comparator<Integer> byValue =
        Comparator.comparingDouble(i -> -solver.getEigenvalue(i).getReal());
    int[] order =
        IntStream.range(0, size).boxed().sorted(byValue).mapToInt(Integer::intValue).toArray();
    double floor = solver.getEigenvalue(order[0]).getReal() * NOISE * NOISE;
    double[] values =
        Arrays.stream(order)
            .mapToDouble(i -> solver.getEigenvalue(i).getReal())
            .filter(value -> value > floor)
            .toArray();
    DMatrixRMaj vectors = new DMatrixRMaj(size, values.length);
    for (int column = 0; column < values.length; column++) {
      DMatrixRMaj vector = solver.getEigenVector(order[column]);
      for (int row = 0; row < size; row++) {
        vectors.set(row, column, vector.get(row, 0));
      }
    }
    return new Eigen(values, vectors);
  }

  /** The tall matrix times the first columns of the small one, each scaled. */
  private static FMatrixRMaj product(FMatrixRMaj tall, DMatrixRMaj small, double[] scales) {
    FMatrixRMaj scaled = new FMatrixRMaj(small.numRows, scales.length);
    for (int row = 0; row < small.numRows; row++) {
      for (int column = 0; column < scales.length; column++) {
        scaled.set(row, column, (float) (small.get(row, column) * scales[column]));
      }
    }
    FMatrixRMaj product = new FMatrixRMaj(tall.numRows, scales.length);
    CommonOps_MT_FDRM.mult(tall, scaled, product);
    return product;
  }
}
