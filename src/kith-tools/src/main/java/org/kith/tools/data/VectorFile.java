package org.kith.tools.data;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Locale;

/**
 * One file of vectors, its format told by its extension:
 *
 * <ul>
 *   <li>{@code .fvecs}, {@code .bvecs}: each row led by its dimensions as int32; f32 or u8
 *   <li>{@code .npy}: NumPy array of two dimensions
 *   <li>{@code .fbin}, {@code .u8bin}, {@code .i8bin}: int32 count and dimensions, then the rows
 *   <li>{@code .f32}, {@code .f16}, {@code .u8}, {@code .i8}, {@code .bits}: rows alone
 * </ul>
 */
final class VectorFile {
  static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private VectorFile() {}

  /**
   * Opens a file.
   *
   * @param dims dimensions of rows alone; 0 where the file itself says
   */
  static Vectors open(Path file, int dims) throws IOException {
    String extension = extension(file);
    Encoding raw = Encoding.named(extension);
    if (raw != null) {
      if (dims < 1) {
        throw new IOException(file + ": rows without a header; say their dimensions with --dims");
      }
      return Vectors.map(file, raw, dims);
    }
    return switch (extension) {
      case "fvecs" -> rowsWithDims(file, Encoding.F32);
      case "bvecs" -> rowsWithDims(file, Encoding.U8);
      case "fbin" -> countAndDims(file, Encoding.F32);
      case "u8bin" -> countAndDims(file, Encoding.U8);
      case "i8bin" -> countAndDims(file, Encoding.I8);
      case "npy" -> NpyFile.open(file).vectors();
      default ->
          throw new IOException(
              file
                  + ": unknown format; known are .fvecs .bvecs .npy .hdf5 .fbin .u8bin .i8bin"
                  + " .f32 .f16 .u8 .i8 .bits and folders with a meta.json");
    };
  }

  /** What follows the last dot of the file's name; empty without one. */
  static String extension(Path file) {
    String name = file.getFileName().toString();
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static Vectors rowsWithDims(Path file, Encoding encoding) throws IOException {
    MemorySegment bytes = Vectors.mapFile(file);
    int dims = rowDims(file, bytes, encoding.rowBytes(1));
    long stride = 4L + encoding.rowBytes(dims);
    int count = Math.toIntExact(bytes.byteSize() / stride);
    return new Vectors(bytes.asSlice(4), encoding, count, dims, stride);
  }

  /** The dimensions that lead the first row, checked against the last row and the length. */
  static int rowDims(Path file, MemorySegment bytes, int componentBytes) throws IOException {
    int dims = bytes.byteSize() < 4 ? 0 : bytes.get(INT, 0);
    long stride = 4 + (long) dims * componentBytes;
    if (dims < 1
        || bytes.byteSize() % stride != 0
        || bytes.get(INT, bytes.byteSize() - stride) != dims) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s: %d bytes are not rows of equal length, each led by its dimensions (first: %d)",
              file,
              bytes.byteSize(),
              dims));
    }
    return dims;
  }

  private static Vectors countAndDims(Path file, Encoding encoding) throws IOException {
    MemorySegment bytes = Vectors.mapFile(file);
    int count = bytes.byteSize() < 8 ? 0 : bytes.get(INT, 0);
    int dims = bytes.byteSize() < 8 ? 0 : bytes.get(INT, 4);
    long row = dims < 1 ? 0 : encoding.rowBytes(dims);
    if (count < 1 || dims < 1 || bytes.byteSize() != 8 + count * row) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s: the header says %d rows of %d %s, the file has %d bytes",
              file,
              count,
              dims,
              encoding.label(),
              bytes.byteSize()));
    }
    return new Vectors(bytes.asSlice(8), encoding, count, dims, row);
  }
}
