package org.kith.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NearestTest {
  @TempDir private Path folder;
  @TempDir private Path cache;

  @Test
  void placesHaveNamesAndKilometres() throws IOException {
    places();
    Ran first = nearest("--at=0,180", "--k=3");
    assertEquals(0, first.code(), first.err());
    assertTrue(first.err().startsWith("tiny: indexed 4 rows as HNSW16,Flat;metric=haversine in "));
    assertEquals(
        """
        tiny: of 4 rows the nearest to 0,180 under haversine

              km  row  population  name
            0.00    3           0  Date Line
          111.20    1           7  East of it
        1,111.95    2          12  North
        """,
        first.out());
    Ran second = nearest("--at=0,180", "--k=3");
    assertEquals(first.out(), second.out());
    assertEquals("", second.err(), "the index was kept");
    Files.writeString(folder.resolve("docs.tsv"), "name\tpopulation\na\t1\nb\t2\nc\t3\nd\t4\n");
    Ran changed = nearest("--at=0,180", "--k=1");
    assertTrue(changed.err().contains("indexed 4 rows"), changed.err());
    assertTrue(changed.out().endsWith("0.00    3           4  d\n"), changed.out());
  }

  @Test
  void aRowIsNotItsOwnNeighbour() throws IOException {
    bits();
    Ran ran = nearest("--row=1");
    assertEquals(0, ran.code(), ran.err());
    assertTrue(ran.out().contains("the nearest to row 1 (CCO, 46) under tanimoto"), ran.out());
    assertTrue(ran.out().contains("distance  row  weight  smiles"), ran.out());
    assertTrue(ran.out().contains("  0.2500    2      31  CN\n"), ran.out());
    assertTrue(ran.out().endsWith("  1.0000    0      16  C\n"), ran.out());
    Ran other = nearest("--row=1", "--metric=hamming", "--k=1");
    assertTrue(other.out().endsWith("       1    2      31  CN\n"), other.out());
  }

  @Test
  void rowsNeedNoTable() throws IOException {
    bits();
    Files.delete(folder.resolve("docs.tsv.gz"));
    Ran ran = nearest("--row=1", "--k=1");
    assertEquals(0, ran.code(), ran.err());
    assertTrue(ran.out().endsWith("distance  row\n  0.2500    2\n"), ran.out());
  }

  @Test
  void mistakesOfUsersAreToldWithoutATrace() throws IOException {
    places();
    assertMistake("latitude must be -90 to 90, got 95", "--at=95,2");
    assertMistake("--at 95: rows of tiny are 2 numbers", "--at=95");
    assertMistake("'north' is not a number", "--at=1,north");
    assertMistake("--row 4: tiny has rows 0 to 3", "--row=4");
    assertMistake("--k must be at least 1", "--row=0", "--k=0");
    assertMistake("tiny: metric 'tanimoto' compares packed bits", "--row=0", "--metric=tanimoto");
    Files.writeString(folder.resolve("docs.tsv"), "name\tpopulation\na\t1\nb\n");
    assertMistake("docs.tsv: line 3 has 1 cells, the header 2", "--row=0");
    Files.writeString(folder.resolve("docs.tsv"), "name\na\nb\n");
    assertMistake("the table ends before row 2", "--row=0");
    Files.writeString(folder.resolve("docs.tsv"), "name\na\nb\nc\nd\ne\n");
    assertMistake("the table has more lines than the 4 rows", "--row=0");
    bits();
    assertMistake("rows of tiny are bits; take one with --row", "--at=1");
    Ran nothing = Ran.of("nearest", "--data", folder.toString());
    assertEquals(2, nothing.code());
    assertTrue(nothing.err().contains("--row"), nothing.err());
  }

  private void assertMistake(String reason, String... arguments) {
    Ran ran = nearest(arguments);
    assertEquals(1, ran.code(), ran.out());
    assertTrue(ran.err().contains(reason), ran.err());
    assertFalse(ran.err().contains("\tat "), ran.err());
  }

  private Ran nearest(String... more) {
    List<String> arguments = new ArrayList<>(List.of("nearest", "--data", folder.toString()));
    arguments.addAll(List.of("--cache", cache.toString()));
    arguments.addAll(List.of(more));
    return Ran.of(arguments.toArray(String[]::new));
  }

  private void places() throws IOException {
    meta("f32", 2, "haversine");
    float[] base = {50, 0, 0, -179, 10, 180, 0, 180};
    ByteBuffer bytes = ByteBuffer.allocate(4 * base.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float number : base) {
      bytes.putFloat(number);
    }
    Files.write(folder.resolve("base.f32"), bytes.array());
    Files.write(folder.resolve("query.f32"), new byte[8]);
    Files.writeString(
        folder.resolve("docs.tsv"),
        """
        name	population
        Far away	1
        East of it	7
        North	12
        Date Line	0
        """);
  }

  private void bits() throws IOException {
    meta("bits", 8, "tanimoto");
    Files.write(folder.resolve("base.bits"), new byte[] {(byte) 0xF0, 0x0F, 0x0E});
    Files.write(folder.resolve("query.bits"), new byte[1]);
    Files.deleteIfExists(folder.resolve("docs.tsv"));
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write("smiles\tweight\nC\t16\nCCO\t46\nCN\t31\n".getBytes(StandardCharsets.UTF_8));
    }
    Files.write(folder.resolve("docs.tsv.gz"), packed.toByteArray());
  }

  private void meta(String encoding, int dims, String metric) throws IOException {
    String meta = "{'name': 'tiny', 'dims': %d, 'encoding': '%s', 'metric': '%s'}";
    Files.writeString(
        folder.resolve("meta.json"), meta.formatted(dims, encoding, metric).replace('\'', '"'));
  }
}
