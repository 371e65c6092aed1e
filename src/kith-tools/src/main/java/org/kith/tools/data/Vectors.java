package org.kith.tools.data;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Objects;

/**
 * Vectors by ordinal, read in place: the components of vector i start at byte {@code i * stride}.
 *
 * <p>They stay off the heap, so that the peak heap of a measurement is the index's. Any number of
 * threads may read.
 */
public final class Vectors {
  private final MemorySegment bytes;
  private final Encoding encoding;
  private final int count;
  private final int dims;
  private final long stride;

  /**
   * Vectors over a segment.
   *
   * @param bytes holds at least {@code (count - 1) * stride + encoding.rowBytes(dims)} bytes
   * @param stride bytes from one vector to the next
   */
  public Vectors(MemorySegment bytes, Encoding encoding, int count, int dims, long stride) {
    if (count < 1 || dims < 1) {
      throw new IllegalArgumentException(count + " vectors of " + dims + " dimensions: no data");
    }
    long needed = (count - 1) * stride + encoding.rowBytes(dims);
    if (bytes.byteSize() < needed) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d vectors of %d %s take %d bytes, got %d",
              count,
              dims,
              encoding.label(),
              needed,
              bytes.byteSize()));
    }
    this.bytes = bytes;
    this.encoding = encoding;
    this.count = count;
    this.dims = dims;
    this.stride = stride;
  }

  /** Maps a file of rows without a header or gaps. */
  public static Vectors map(Path file, Encoding encoding, int dims) throws IOException {
    MemorySegment bytes = mapFile(file);
    if (dims < 1) {
      throw new IOException(String.format(Locale.ROOT, "%s: rows of %d dimensions", file, dims));
    }
    if (encoding == Encoding.BITS && dims % 8 != 0) {
      throw new IOException(file + ": rows of " + dims + " bits, which do not fill bytes");
    }
    int row = encoding.rowBytes(dims);
    if (bytes.byteSize() == 0 || bytes.byteSize() % row != 0) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s: %d bytes are not rows of %d %s (%d bytes each)",
              file,
              bytes.byteSize(),
              dims,
              encoding.label(),
              row));
    }
    return new Vectors(bytes, encoding, Math.toIntExact(bytes.byteSize() / row), dims, row);
  }

  /** Copies rows of equal length off the heap. */
  public static Vectors of(float[][] rows) {
    int dims = rows[0].length;
    MemorySegment bytes = Arena.ofAuto().allocate(4L * dims * rows.length, 64);
    Vectors vectors = new Vectors(bytes, Encoding.F32, rows.length, dims, 4L * dims);
    for (int i = 0; i < rows.length; i++) {
      MemorySegment.copy(rows[i], 0, bytes, Encoding.FLOAT, vectors.stride * i, dims);
    }
    return vectors;
  }

  /** Copies rows of packed bits, of equally many bytes each, off the heap. */
  public static Vectors ofBits(byte[][] rows) {
    int row = rows[0].length;
    MemorySegment bytes = Arena.ofAuto().allocate((long) row * rows.length, 64);
    for (int i = 0; i < rows.length; i++) {
      MemorySegment.copy(rows[i], 0, bytes, ValueLayout.JAVA_BYTE, (long) i * row, row);
    }
    return new Vectors(bytes, Encoding.BITS, rows.length, 8 * row, row);
  }

  static MemorySegment mapFile(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException(file + ": no such file");
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
    }
  }

  /** How many vectors there are. */
  public int count() {
    return count;
  }

  /** Components of each vector, packed bits counted one by one. */
  public int dims() {
    return dims;
  }

  /** What the components are stored as. */
  public Encoding encoding() {
    return encoding;
  }

  /** Reads one vector into an array of {@link #dims()} floats. */
  public void read(int ordinal, float[] into) {
    Objects.checkIndex(ordinal, count);
    if (into.length != dims) {
      throw new IllegalArgumentException("array of " + into.length + ", dimensions " + dims);
    }
    encoding.read(bytes, ordinal * stride, into);
  }

  /** A copy of one vector. */
  public float[] row(int ordinal) {
    float[] row = new float[dims];
    read(ordinal, row);
    return row;
  }

  /** Bytes of one vector. */
  public int rowBytes() {
    return encoding.rowBytes(dims);
  }

  /** A row to {@linkplain #read(int, Row) read} vectors into. */
  public Row newRow() {
    return encoding == Encoding.BITS
        ? new Row(null, new byte[rowBytes()])
        : new Row(new float[dims], null);
  }

  /** Reads one vector into a row that these vectors made. */
  public void read(int ordinal, Row into) {
    if (into.bytes() == null) {
      read(ordinal, into.floats());
    } else {
      Objects.checkIndex(ordinal, count);
      MemorySegment.copy(
          bytes, ValueLayout.JAVA_BYTE, ordinal * stride, into.bytes(), 0, into.bytes().length);
    }
  }

  /** Copies of the vectors {@code from} (inclusive) to {@code to} (exclusive). */
  public Row[] rows(int from, int to) {
    Row[] rows = new Row[to - from];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = newRow();
      read(from + i, rows[i]);
    }
    return rows;
  }

  /** Adds the shape and every component to a digest. */
  void update(MessageDigest digest) {
    digest.update((encoding + " " + count + " " + dims).getBytes(StandardCharsets.UTF_8));
    int row = rowBytes();
    for (int i = 0; i < count; i++) {
      digest.update(bytes.asSlice(i * stride, row).asByteBuffer());
    }
  }

  /** A copy of these vectors in the order given. */
  public Vectors inOrder(int[] ordinals) {
    int row = rowBytes();
    MemorySegment copy = Arena.ofAuto().allocate((long) row * ordinals.length, 64);
    for (int i = 0; i < ordinals.length; i++) {
      Objects.checkIndex(ordinals[i], count);
      MemorySegment.copy(bytes, ordinals[i] * stride, copy, (long) i * row, row);
    }
    return new Vectors(copy, encoding, ordinals.length, dims, row);
  }

  /** The vectors {@code from} (inclusive) to {@code to} (exclusive), not copied. */
  public Vectors range(int from, int to) {
    Objects.checkFromToIndex(from, to, count);
    return new Vectors(bytes.asSlice(from * stride), encoding, to - from, dims, stride);
  }
}
