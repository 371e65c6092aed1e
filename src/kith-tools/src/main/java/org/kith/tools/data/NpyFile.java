package org.kith.tools.data;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A NumPy array of two dimensions, stored row after row: magic, version, length of the header, the
 * header (a Python dictionary), the data.
 *
 * @param type NumPy's name of the element type, such as {@code <f4}
 */
record NpyFile(Path file, String type, int rows, int columns, MemorySegment data) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([^']+)'");
  private static final Pattern BY_COLUMNS = Pattern.compile("'fortran_order'\\s*:\\s*True");
  private static final Pattern SHAPE =
      Pattern.compile("'shape'\\s*:\\s*\\(\\s*(\\d+)\\s*,\\s*(\\d+)\\s*,?\\s*\\)");

  static NpyFile open(Path file) throws IOException {
    MemorySegment bytes = Vectors.mapFile(file);
    if (bytes.byteSize() < 12 || bytes.asSlice(0, 6).mismatch(MemorySegment.ofArray(MAGIC)) != -1) {
      throw new IOException(file + ": not a NumPy file");
    }
    boolean first = bytes.get(ValueLayout.JAVA_BYTE, 6) == 1;
    long length = bytes.get(VectorFile.INT, 8) & (first ? 0xFFFFL : 0xFFFFFFFFL);
    long start = first ? 10 : 12;
    if (start + length > bytes.byteSize()) {
      throw new IOException(file + ": the file ends inside its header");
    }
    String header =
        new String(
            bytes.asSlice(start, length).toArray(ValueLayout.JAVA_BYTE),
            StandardCharsets.ISO_8859_1);
    Matcher type = TYPE.matcher(header);
    Matcher shape = SHAPE.matcher(header);
    if (!type.find() || !shape.find() || BY_COLUMNS.matcher(header).find()) {
      throw new IOException(
          file + ": wanted an array of two dimensions in C order, got " + header.strip());
    }
    return new NpyFile(
        file,
        type.group(1),
        Integer.parseInt(shape.group(1)),
        Integer.parseInt(shape.group(2)),
        bytes.asSlice(start + length));
  }

  Vectors vectors() throws IOException {
    Encoding encoding =
        switch (type) {
          case "<f4" -> Encoding.F32;
          case "<f2" -> Encoding.F16;
          case "|u1" -> Encoding.U8;
          case "|i1" -> Encoding.I8;
          default ->
              throw new IOException(
                  file + ": elements of type " + type + "; known are <f4 <f2 |u1 |i1");
        };
    return new Vectors(data, encoding, rows, columns, encoding.rowBytes(columns));
  }

  /** The rows as whole numbers, for ordinals of neighbours. */
  int[][] integers() throws IOException {
    return switch (type) {
      case "<i4", "<u4" -> TruthFile.rows(file, data, rows, columns, 4);
      case "<i8", "<u8" -> TruthFile.rows(file, data, rows, columns, 8);
      default ->
          throw new IOException(file + ": elements of type " + type + "; ordinals are <i4 or <i8");
    };
  }
}
