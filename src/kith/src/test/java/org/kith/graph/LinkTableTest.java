package org.kith.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kith.kernel.Rows;

class LinkTableTest {
  private static LinkTable table(int width, int... degrees) throws IOException {
    LinkTable table = new LinkTable(Arena.ofAuto(), degrees.length, width, () -> {});
    for (int slot = 0; slot < degrees.length; slot++) {
      table.set(slot, IntStream.range(0, degrees[slot]).toArray(), degrees[slot], false);
    }
    return table;
  }

  /** A hundred rows, so many of them long. */
  @ParameterizedTest
  @CsvSource({"32, 9, 32, 0, 12", "32, 9, 32, 3, 12", "32, 9, 32, 4, 32", "32, 12, 13, 50, 16"})
  void keepsTheWidthOfAlmostAllRows(int width, int few, int many, int manyRows, int expected)
      throws IOException {
    int[] degrees = new int[100];
    Arrays.setAll(degrees, slot -> slot < manyRows ? many : few);
    LinkTable table = table(width, degrees);
    table.narrow();
    assertEquals(expected, table.width());
  }

  @ParameterizedTest
  @CsvSource({"6, 6, 6", "6, 5, 6", "2, 1, 2", "16, 0, 4", "32, 1, 4"})
  void neverWidensNorVanishes(int width, int degree, int expected) throws IOException {
    LinkTable table = table(width, degree, degree);
    table.narrow();
    assertEquals(expected, table.width());
  }

  @Test
  void compactsToTheNarrowWidth() throws Exception {
    LinkTable table = table(32, 1, 4, 0, 0);
    table.narrow();
    Rows rows = table.compact();
    assertEquals(16, rows.stride());
    Layer layer = new Layer(rows);
    int[] links = new int[4];
    assertEquals(1, layer.neighbours(0, links));
    assertEquals(4, layer.neighbours(1, links));
    assertArrayEquals(new int[] {0, 1, 2, 3}, links);
    assertEquals(0, layer.neighbours(2, links));
  }
}
