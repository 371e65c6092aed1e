package org.kith.tools.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.kith.tools.console.Table;

/** How indexes that lived compare with fresh ones, and what their generations took. */
final class LifeTable {
  private LifeTable() {}

  static String of(List<Result> results) {
    Table table =
        new Table(
            "compared with in one go",
            "QPS@.90",
            "QPS@.95",
            "QPS@.99",
            "generations s",
            "merges s",
            "first s",
            "middle s",
            "last s");
    results.stream()
        .filter(result -> result.fresh() != null)
        .forEach(result -> table.add(cells(result)));
    return table.toString();
  }

  private static List<String> cells(Result result) {
    List<String> cells = new ArrayList<>();
    cells.add(result.label());
    for (double recall : JsonReport.RECALLS) {
      Double ratio = result.ratioToFresh(recall);
      cells.add(ratio == null ? "-" : String.format(Locale.ROOT, "%.2fx", ratio));
    }
    List<BuildStep> generations = result.build().generations();
    cells.add(seconds(generations.stream().mapToDouble(BuildStep::seconds).sum()));
    cells.add(seconds(generations.stream().mapToDouble(BuildStep::mergeSeconds).sum()));
    cells.add(seconds(generations.getFirst().seconds()));
    cells.add(seconds(generations.get(generations.size() / 2).seconds()));
    cells.add(seconds(generations.getLast().seconds()));
    return cells;
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.2f", seconds);
  }
}
