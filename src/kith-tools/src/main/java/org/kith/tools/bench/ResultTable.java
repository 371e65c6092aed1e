package org.kith.tools.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.kith.tools.console.Table;
import org.kith.tools.data.DataSet;

/** Results for people: a line for each contender on a data set, compared with the first. */
final class ResultTable {
  private static final String NONE = "-";
  private static final List<Double> VISITED_RECALLS = List.of(0.95, 0.99);

  private ResultTable() {}

  static String of(List<Result> results) {
    Result first = results.getFirst();
    Table table =
        new Table(
            "spec",
            "recall@ef" + shownEf(first),
            "QPS@.90",
            "QPS@.95",
            "QPS@.99",
            "spread",
            "visited@.95",
            "visited@.99",
            "index s",
            "merge s",
            "both s",
            "CPU s",
            "open ms",
            "MB",
            "heap MB",
            "merge heap MB");
    for (Result result : results) {
      table.add(cells(result, first));
    }
    return heading(first) + "\n" + table;
  }

  private static String heading(Result result) {
    DataSet data = result.data();
    return String.format(
        Locale.ROOT,
        "%s: %,d x %d %s, %s; %,d queries, k %d; %d build thread%s, %d search thread%s",
        data.name(),
        data.base().count(),
        data.base().dims(),
        data.base().encoding().label(),
        data.metric().label(),
        data.queries().count(),
        result.search().k(),
        result.plan().threads(),
        result.plan().threads() == 1 ? "" : "s",
        result.search().threads(),
        result.search().threads() == 1 ? "" : "s");
  }

  private static List<String> cells(Result result, Result first) {
    List<String> cells = new ArrayList<>();
    cells.add(result.label());
    cells.add(recallAt(result, shownEf(first)));
    for (double recall : JsonReport.RECALLS) {
      cells.add(
          compared(result.curve().qpsAt(recall), first.curve().qpsAt(recall), result == first));
    }
    cells.add(format("±%.0f%%", 100 * result.curve().spread()));
    for (double recall : VISITED_RECALLS) {
      cells.add(
          compared(
              result.curve().visitedAt(recall), first.curve().visitedAt(recall), result == first));
    }
    BuildFigures build = result.build();
    BuildFigures other = first.build();
    cells.add(format("%.1f", build.indexSeconds()));
    cells.add(build.mergeSeconds() == 0 ? NONE : format("%.1f", build.mergeSeconds()));
    cells.add(
        format("%.1f", build.seconds()) + ratio(build.seconds(), other.seconds(), result == first));
    cells.add(format("%.1f", build.cpuSeconds()));
    cells.add(format("%.2f", build.openMillis()));
    cells.add(
        format("%.1f", build.bytesOnDisk() / 1e6)
            + ratio(build.bytesOnDisk(), other.bytesOnDisk(), result == first));
    cells.add(format("%.0f", build.peakHeapBytes() / 1e6));
    cells.add(build.mergeSeconds() == 0 ? NONE : format("%.1f", build.mergeHeapBytes() / 1e6));
    return cells;
  }

  /** The breadth whose recall is shown: the measured one next above 64, or the last. */
  private static int shownEf(Result result) {
    List<Integer> efs = result.search().efs();
    return efs.stream().filter(ef -> ef >= 64).findFirst().orElse(efs.getLast());
  }

  private static String recallAt(Result result, int ef) {
    return result.curve().points().stream()
        .filter(point -> point.ef() == ef)
        .map(point -> format("%.4f", point.recall()))
        .findFirst()
        .orElse(format(">%.3f", result.search().enoughRecall())); // the curve ended before
  }

  private static String compared(Double value, Double firstValue, boolean isFirst) {
    if (isNone(value)) {
      return NONE;
    }
    return format("%,.0f", value) + (isNone(firstValue) ? "" : ratio(value, firstValue, isFirst));
  }

  /** Not reached, or, of vectors visited, not known: Lucene does not count those of its scan. */
  private static boolean isNone(Double value) {
    return value == null || value == 0;
  }

  private static String ratio(double value, double firstValue, boolean isFirst) {
    return isFirst ? "" : format(" %.2fx", value / firstValue);
  }

  private static String format(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
