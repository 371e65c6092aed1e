package org.kith.tools.data;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * Ordinals of true neighbours, a row for each query, nearest first: {@code .ivecs}, {@code .ibin},
 * {@code .npy}, or {@code .i32} (rows of int32 alone, as many as there are queries).
 */
final class TruthFile {
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private TruthFile() {}

  static int[][] read(Path file, int queries) throws IOException {
    int[][] truth =
        switch (VectorFile.extension(file)) {
          case "ivecs" -> ivecs(file);
          case "ibin" -> ibin(file);
          case "npy" -> NpyFile.open(file).integers();
          case "i32" -> raw(file, queries);
          default ->
              throw new IOException(
                  file + ": unknown format of neighbours; known are .ivecs .ibin .npy .i32");
        };
    if (truth.length < queries) {
      throw new IOException(
          String.format(
              Locale.ROOT, "%s: neighbours of %d queries, wanted %d", file, truth.length, queries));
    }
    return Arrays.copyOf(truth, queries);
  }

  private static int[][] ivecs(Path file) throws IOException {
    MemorySegment bytes = Vectors.mapFile(file);
    int columns = VectorFile.rowDims(file, bytes, 4);
    int[][] rows = new int[Math.toIntExact(bytes.byteSize() / (4 + 4L * columns))][columns];
    for (int i = 0; i < rows.length; i++) {
      long start = 4 + i * (4 + 4L * columns);
      MemorySegment.copy(bytes, VectorFile.INT, start, rows[i], 0, columns);
    }
    return rows;
  }

  private static int[][] ibin(Path file) throws IOException {
    MemorySegment bytes = Vectors.mapFile(file);
    if (bytes.byteSize() < 8) {
      throw new IOException(file + ": the file ends inside its header");
    }
    return rows(
        file, bytes.asSlice(8), bytes.get(VectorFile.INT, 0), bytes.get(VectorFile.INT, 4), 4);
  }

  private static int[][] raw(Path file, int queries) throws IOException {
    MemorySegment bytes = Vectors.mapFile(file);
    return rows(file, bytes, queries, Math.toIntExact(bytes.byteSize() / 4 / queries), 4);
  }

  /** Rows of whole numbers of 4 or 8 bytes. */
  static int[][] rows(Path file, MemorySegment bytes, int rows, int columns, int width)
      throws IOException {
    long needed = (long) rows * columns * width;
    if (rows < 1 || columns < 1 || bytes.byteSize() < needed) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s: %d rows of %d neighbours take %d bytes, the file has %d",
              file,
              rows,
              columns,
              needed,
              bytes.byteSize()));
    }
    int[][] result = new int[rows][columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        long offset = ((long) i * columns + j) * width;
        result[i][j] =
            width == 4
                ? bytes.get(VectorFile.INT, offset)
                : Math.toIntExact(bytes.get(LONG, offset));
      }
    }
    return result;
  }
}
