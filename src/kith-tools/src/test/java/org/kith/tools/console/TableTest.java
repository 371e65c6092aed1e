package org.kith.tools.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void namesToTheLeftNumbersToTheRight() {
    Table table = new Table("spec", "QPS").add(List.of("lucene-hnsw", "7")).add(List.of("x", ""));
    assertEquals("spec         QPS\nlucene-hnsw    7\nx\n", table.toString());
  }

  @Test
  void columnsAreAlignedAsSaid() {
    Table table = new Table("km", "name").align(0, false).align(1, true);
    table.add(List.of("1234", "Oslo")).add(List.of("5", "Rome"));
    assertEquals("  km  name\n1234  Oslo\n   5  Rome\n", table.toString());
  }

  @Test
  void everyColumnHasItsCell() {
    Table table = new Table("a", "b");
    assertThrows(IllegalArgumentException.class, () -> table.add(List.of("1")));
  }
}
