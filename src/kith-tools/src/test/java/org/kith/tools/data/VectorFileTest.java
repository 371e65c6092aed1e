package org.kith.tools.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VectorFileTest {
  @TempDir private Path folder;

  @Test
  void readsRowsLedByTheirDimensions() throws IOException {
    ByteBuffer bytes = buffer(2 * 16);
    bytes.putInt(3).putFloat(1).putFloat(-2).putFloat(0.5f);
    bytes.putInt(3).putFloat(4).putFloat(5).putFloat(6);
    Vectors vectors = VectorFile.open(write("a.fvecs", bytes), 0);
    assertEquals(2, vectors.count());
    assertArrayEquals(new float[] {1, -2, 0.5f}, vectors.row(0));
    assertArrayEquals(new float[] {4, 5, 6}, vectors.row(1));
    assertArrayEquals(new float[] {4, 5, 6}, vectors.range(1, 2).row(0));
  }

  @Test
  void bytesAreUnsigned() throws IOException {
    ByteBuffer bytes = buffer(12).putInt(2).put((byte) 0).put((byte) 255);
    bytes.putInt(2).put((byte) 7).put((byte) 128);
    Vectors vectors = VectorFile.open(write("a.bvecs", bytes), 0);
    assertArrayEquals(new float[] {0, 255}, vectors.row(0));
    assertArrayEquals(new float[] {7, 128}, vectors.row(1));
  }

  @Test
  void readsRowsAlone() throws IOException {
    ByteBuffer bytes = buffer(8);
    for (float value : new float[] {1, -0.25f, 65504, 0}) {
      bytes.putShort(Float.floatToFloat16(value));
    }
    Vectors vectors = VectorFile.open(write("a.f16", bytes), 2);
    assertArrayEquals(new float[] {1, -0.25f}, vectors.row(0));
    assertArrayEquals(new float[] {65504, 0}, vectors.row(1));
    Path signed = write("a.i8", ByteBuffer.wrap(new byte[] {-128, 127}));
    assertArrayEquals(new float[] {-128, 127}, VectorFile.open(signed, 2).row(0));
  }

  @Test
  void readsCountAndDimsInFront() throws IOException {
    ByteBuffer bytes = buffer(8 + 8).putInt(2).putInt(1).putFloat(3).putFloat(4);
    Vectors vectors = VectorFile.open(write("a.fbin", bytes), 0);
    assertArrayEquals(new float[] {4}, vectors.row(1));
  }

  @Test
  void readsNumPy() throws IOException {
    Path file =
        npy("<f4", "False", 2, 2, buffer(16).putFloat(1).putFloat(2).putFloat(3).putFloat(4));
    Vectors vectors = VectorFile.open(file, 0);
    assertEquals(2, vectors.dims());
    assertArrayEquals(new float[] {3, 4}, vectors.row(1));
  }

  @Test
  void readsNeighbours() throws IOException {
    Path wide = npy("<i8", "False", 1, 2, buffer(16).putLong(9).putLong(4));
    assertArrayEquals(new int[][] {{9, 4}}, TruthFile.read(wide, 1));
    ByteBuffer rows = buffer(24).putInt(2).putInt(5).putInt(6).putInt(2).putInt(7).putInt(8);
    assertArrayEquals(new int[][] {{5, 6}, {7, 8}}, TruthFile.read(write("a.ivecs", rows), 2));
    ByteBuffer raw = buffer(16).putInt(1).putInt(2).putInt(3).putInt(4);
    assertArrayEquals(new int[][] {{1, 2}, {3, 4}}, TruthFile.read(write("a.i32", raw), 2));
  }

  @Test
  void refusesWhatItCannotRead() throws IOException {
    assertRefused("--dims", write("a.f32", buffer(8)), 0);
    assertRefused("rows of 3 f32", write("a.f32", buffer(8)), 3);
    assertRefused("equal length", write("a.fvecs", buffer(12).putInt(3)), 0);
    assertRefused("header says", write("a.u8bin", buffer(9).putInt(2).putInt(2)), 0);
    assertRefused("not a NumPy file", write("a.npy", buffer(64)), 0);
    assertRefused("C order", npy("<f4", "True", 1, 1, buffer(4)), 0);
    assertRefused("type <f8", npy("<f8", "False", 1, 1, buffer(8)), 0);
    assertRefused("unknown format", write("a.csv", buffer(8)), 0);
    assertRefused("no such file", folder.resolve("none.fvecs"), 0);
  }

  private void assertRefused(String reason, Path file, int dims) {
    IOException e = assertThrows(IOException.class, () -> VectorFile.open(file, dims));
    assertTrue(e.getMessage().contains(reason), e.getMessage());
    assertTrue(e.getMessage().contains(file.getFileName().toString()), e.getMessage());
  }

  private Path npy(String type, String byColumns, int rows, int columns, ByteBuffer data)
      throws IOException {
    String header =
        String.format(
            Locale.ROOT,
            "{'descr': '%s', 'fortran_order': %s, 'shape': (%d, %d), }\n",
            type,
            byColumns,
            rows,
            columns);
    ByteBuffer bytes = buffer(10 + header.length() + data.capacity());
    bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    bytes.putShort((short) header.length());
    bytes.put(header.getBytes(StandardCharsets.ISO_8859_1));
    bytes.put(data.array());
    return write("a.npy", bytes);
  }

  private static ByteBuffer buffer(int capacity) {
    return ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
  }

  private Path write(String name, ByteBuffer bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes.array());
  }
}
