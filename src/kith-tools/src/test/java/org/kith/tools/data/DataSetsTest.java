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
    meta("u8", "l2sq");
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
  void saysWhatIsNotBuilt() throws IOException {
    meta("bits", "tanimoto");
    assertRefused("tiny: metric 'tanimoto' is not built yet", folder);
    meta("bits", "cos");
    assertRefused("encoding 'bits' is not built yet", folder);
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
    return new DataSets(Map.of())
        .open(path.toString(), new DataOptions(0, null, null, null, folder));
  }

  private void assertRefused(String reason, Path path) {
    IOException e = assertThrows(IOException.class, () -> open(path));
    assertTrue(e.getMessage().contains(reason), e.getMessage());
  }

  private void meta(String encoding, String metric) throws IOException {
    Files.writeString(
        folder.resolve("meta.json"),
        String.format(
            Locale.ROOT,
            """
            {"name": "tiny", "dims": 2, "encoding": "%s", "metric": "%s"}
            """,
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
