package org.kith.tools.data;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.exceptions.HdfException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A file of ann-benchmarks: arrays {@code train}, {@code test} and {@code neighbors}, the metric as
 * attribute {@code distance}.
 */
final class Hdf5Data {
  private static final int ROWS_AT_ONCE = 4096;

  private Hdf5Data() {}

  static DataSet open(Path path) throws IOException {
    try (HdfFile file = new HdfFile(path)) {
      Attribute distance = file.getAttribute("distance");
      if (distance == null) {
        throw new IOException(path + ": no attribute 'distance'");
      }
      String name = path.getFileName().toString().replaceFirst("\\.(hdf5|h5)$", "");
      boolean hasTruth = file.getChildren().containsKey("neighbors");
      return new DataSet(
          name,
          Metric.named(distance.getData().toString()),
          vectors(path, file.getDatasetByPath("train")),
          vectors(path, file.getDatasetByPath("test")),
          hasTruth ? integers(path, file.getDatasetByPath("neighbors").getData()) : null);
    } catch (HdfException e) {
      throw new IOException(path + ": " + e.getMessage(), e);
    }
  }

  private static Vectors vectors(Path path, Dataset data) throws IOException {
    int[] shape = data.getDimensions();
    if (shape.length != 2) {
      throw new IOException(path + ": " + data.getPath() + " is not an array of two dimensions");
    }
    int count = shape[0];
    int dims = shape[1];
    MemorySegment bytes = Arena.ofAuto().allocate(4L * dims * count, 64);
    for (int start = 0; start < count; start += ROWS_AT_ONCE) {
      int rows = Math.min(ROWS_AT_ONCE, count - start);
      Object block = data.getData(new long[] {start, 0}, new int[] {rows, dims});
      for (int i = 0; i < rows; i++) {
        long offset = 4L * dims * (start + i);
        MemorySegment.copy(floats(path, block, i), 0, bytes, Encoding.FLOAT, offset, dims);
      }
    }
    return new Vectors(bytes, Encoding.F32, count, dims, 4L * dims);
  }

  private static float[] floats(Path path, Object block, int row) throws IOException {
    return switch (block) {
      case float[][] rows -> rows[row];
      case double[][] rows -> {
        float[] floats = new float[rows[row].length];
        for (int i = 0; i < floats.length; i++) {
          floats[i] = (float) rows[row][i];
        }
        yield floats;
      }
      default -> throw new IOException(path + ": vectors must be arrays of floats");
    };
  }

  private static int[][] integers(Path path, Object data) throws IOException {
    return switch (data) {
      case int[][] rows -> rows;
      case long[][] rows -> {
        int[][] ints = new int[rows.length][];
        for (int i = 0; i < rows.length; i++) {
          ints[i] = Arrays.stream(rows[i]).mapToInt(Math::toIntExact).toArray();
        }
        yield ints;
      }
      default -> throw new IOException(path + ": neighbours must be arrays of whole numbers");
    };
  }
}
