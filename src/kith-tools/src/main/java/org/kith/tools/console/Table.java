package org.kith.tools.console;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Rows of text under headings: the first column to the left, the others to the right unless said.
 */
public final class Table {
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();
  private final BitSet left = new BitSet();

  /** A table of these columns. */
  public Table(String... headings) {
    rows.add(List.of(headings));
    left.set(0);
  }

  /** Sets a column, counted from 0, to the left or to the right. */
  public Table align(int column, boolean toTheLeft) {
    left.set(column, toTheLeft);
    return this;
  }

  /** Adds a row, a cell for every column. */
  public Table add(List<String> cells) {
    if (cells.size() != rows.getFirst().size()) {
      throw new IllegalArgumentException(
          cells.size() + " cells in a table of " + rows.getFirst().size() + " columns");
    }
    rows.add(List.copyOf(cells));
    return this;
  }

  /** The table as lines, headings first, each ended by a line feed. */
  @Override
  public String toString() {
    int[] widths = new int[rows.getFirst().size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    StringBuilder lines = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String blanks = " ".repeat(widths[i] - row.get(i).length());
        line.append(i == 0 ? "" : GAP);
        line.append(left.get(i) ? row.get(i) + blanks : blanks + row.get(i));
      }
      lines.append(line.toString().stripTrailing()).append('\n');
    }
    return lines.toString();
  }
}
