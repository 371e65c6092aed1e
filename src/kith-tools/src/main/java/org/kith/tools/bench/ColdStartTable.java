package org.kith.tools.bench;

import java.util.List;
import java.util.Locale;
import org.kith.tools.console.Table;

/** How soon indexes answer after they are opened, compared with the first. */
final class ColdStartTable {
  private ColdStartTable() {}

  static String of(List<Result> results) {
    ColdStart first = results.getFirst().coldStart();
    Table table =
        new Table(
            "cold start, open to answer",
            "at ef",
            "first query ms",
            "first " + first.queries() + " ms",
            "page cache");
    for (Result result : results) {
      ColdStart start = result.coldStart();
      boolean isFirst = result == results.getFirst();
      table.add(
          List.of(
              result.label(),
              Integer.toString(start.ef()),
              millis(start.firstMillis(), first.firstMillis(), isFirst),
              millis(start.allMillis(), first.allMillis(), isFirst),
              start.dropped() ? "dropped" : "could not be dropped"));
    }
    return table.toString();
  }

  private static String millis(double value, double firstValue, boolean isFirst) {
    return String.format(Locale.ROOT, "%.1f", value)
        + (isFirst ? "" : String.format(Locale.ROOT, " %.2fx", value / firstValue));
  }
}
