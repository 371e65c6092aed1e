package org.kith.tools.bench;

import java.util.stream.IntStream;

/** One step of building an index: rows to delete from it, then rows to add to it. */
record Change(int[] deleted, int[] added) {
  /** The step that builds an index of the first rows. */
  static Change firstRows(int rows) {
    return new Change(new int[0], IntStream.range(0, rows).toArray());
  }

  Change renumbered(int[] numbers) {
    return new Change(renumbered(deleted, numbers), renumbered(added, numbers));
  }

  private static int[] renumbered(int[] rows, int[] numbers) {
    return IntStream.of(rows).map(row -> numbers[row]).toArray();
  }
}
