package org.kith.tools.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSetsTest {
  @TempDir private Path folder;

  @Test
  void opensFolders() throws IOException {
    meta("u8", 2, "l2sq");
    Files.write(folder.resolve("base.u8"), new byte[] {1, 2, 3, 4, 5, 6});
    Files.write(folder.resolve("query.u8"), new byte[] {1, 2});
    DataSet data = open(folder);
    assertEquals("tiny", data.name());
    assertEquals(Metric.L2SQ, data.metric());
    assertEquals(3, data.base().count());
    assertNull(data.truth());
    Files.write(folder.resolve("truth.i32"), new byte[] {0, 0, 0, 0, 1, 0, 0, 0});
    assertArrayEquals(new int[][] {{0, 1}}, open(folder).truth());
  }

  @Test
  void opensPackedBits() throws IOException {
    meta("bits", 16, "tanimoto");
    Files.write(folder.resolve("base.bits"), new byte[] {(byte) 0x80, 1, 3, 0});
    Files.write(folder.resolve("query.bits"), new byte[] {0, 1});
    DataSet data = open(folder);
    assertEquals(16, data.base().dims());
    assertEquals(2, data.base().count());
    assertArrayEquals(new byte[] {(byte) 0x80, 1}, data.base().rows(0, 1)[0].bytes());
    float[] floats = new float[16];
    floats[0] = 1;
    floats[15] = 1;
    assertArrayEquals(floats, data.base().row(0), "first bit highest");
    assertEquals(0.5, data.metric().distance(data.queries().rows(0, 1)[0], row(data, 0)));
    assertEquals(1, data.metric().distance(data.queries().rows(0, 1)[0], row(data, 1)));
  }

  private static Row row(DataSet data, int ordinal) {
    return data.base().rows(ordinal, ordinal + 1)[0];
  }

  @Test
  void anotherMetricHasAnotherTruth() throws IOException {
    meta("u8", 2, "l2sq");
    Files.write(folder.resolve("base.u8"), new byte[] {1, 2, 3, 4, 5, 6});
    Files.write(folder.resolve("query.u8"), new byte[] {1, 2});
    Files.write(folder.resolve("truth.i32"), new byte[] {0, 0, 0, 0, 1, 0, 0, 0});
    DataSet other = open(folder, "l1");
    assertEquals("l1", other.metric().label());
    assertNull(other.truth());
    assertArrayEquals(new int[][] {{0, 1}}, open(folder, "euclidean").truth(), "the same metric");
  }

  @Test
  void saysWhatItDoesNotKnow() throws IOException {
    meta("bits", 16, "nearness");
    assertRefused("tiny: metric 'nearness': there is none of that name", folder);
    meta("f64", 2, "cos");
    assertRefused("unknown encoding 'f64'; known are f32 f16 u8 i8 bits", folder);
    meta("bits", 3, "hamming");
    Files.write(folder.resolve("base.bits"), new byte[] {1});
    assertRefused("rows of 3 bits", folder);
    assertRefused("no such folder or file", folder.resolve("none"));
  }

  @Test
  void findsQueriesAndTruthBesideAFile() throws IOException {
    Path base = write("set_base.fvecs", 1, 1f, 1, 2f, 1, 3f);
    write("set_query.fvecs", 1, 3f);
    write("set_groundtruth.ivecs", 2, 2, 1);
    DataSet data = open(base);
    assertEquals("set", data.name());
    assertEquals(3, data.base().count());
    assertArrayEquals(new float[] {3}, data.queries().row(0));
    assertArrayEquals(new int[][] {{2, 1}}, data.truth());
  }

  @Test
  void holdsQueriesOut() throws IOException {
    Object[] rows = new Object[40];
    for (int i = 0; i < 20; i++) {
      rows[2 * i] = 1;
      rows[2 * i + 1] = (float) i;
    }
    DataSet data = open(write("all.fvecs", rows));
    assertEquals(18, data.base().count());
    assertEquals(2, data.queries().count());
    assertArrayEquals(new float[] {18}, data.queries().row(0));
  }

  @Test
  void opensFilesOfAnnBenchmarks() throws IOException {
    Path path = folder.resolve("set-3-angular.hdf5");
    try (WritableHdfFile file = HdfFile.write(path)) {
      file.putAttribute("distance", "angular");
      file.putDataset("train", new float[][] {{1, 0}, {0, 1}, {1, 1}});
      file.putDataset("test", new double[][] {{2, 0}});
      file.putDataset("neighbors", new int[][] {{0, 2}});
    }
    DataSet data = open(path);
    assertEquals(Metric.COS, data.metric());
    assertArrayEquals(new float[] {0, 1}, data.base().row(1));
    assertArrayEquals(new float[] {2, 0}, data.queries().row(0));
    assertArrayEquals(new int[][] {{0, 2}}, data.truth());
  }

  @Test
  void asksSourcesByName() throws IOException {
    Vectors vectors = Vectors.of(new float[][] {{1, 2}});
    DataSets sets =
        new DataSets(
            Map.of(
                "made",
                (dims, cache) -> new DataSet("made " + dims, Metric.IP, vectors, vectors, null)));
    DataOptions options = new DataOptions(7, null, null, null, folder);
    assertEquals("made 7", sets.open("made", options).name());
  }

  private DataSet open(Path path) throws IOException {
    return open(path, null);
  }

  private DataSet open(Path path, String metric) throws IOException {
    return new DataSets(Map.of())
        .open(path.toString(), new DataOptions(0, metric, null, null, folder));
  }

  private void assertRefused(String reason, Path path) {
    IOException e = assertThrows(IOException.class, () -> open(path));
    assertTrue(e.getMessage().contains(reason), e.getMessage());
  }

  private void meta(String encoding, int dims, String metric) throws IOException {
    Files.writeString(
        folder.resolve("meta.json"),
        String.format(
            Locale.ROOT,
            """
            {"name": "tiny", "dims": %d, "encoding": "%s", "metric": "%s"}
            """,
            dims,
            encoding,
            metric));
  }

  /** Writes ints and floats, four bytes each. */
  private Path write(String name, Object... values) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (Object value : values) {
      switch (value) {
        case Integer number -> bytes.putInt(number);
        case Float number -> bytes.putFloat(number);
        default -> throw new AssertionError(value);
      }
    }
    return Files.write(folder.resolve(name), bytes.array());
  }
}
