package org.kith.tools.bench;

import java.util.List;
import java.util.Locale;
import org.kith.tools.console.Table;

/** How fast exact scans pass over the vectors, beside plain ways to read and to compare them. */
final class ScanTable {
  private ScanTable() {}

  static String of(List<Result> results, Yardstick yardstick) {
    Table table = new Table("exact scan", "GB/s", "of the read", "of memory", "of the loop");
    results.stream()
        .filter(result -> result.scannedBytes() > 0)
        .forEach(
            result -> table.add(cells(result.label(), result.scannedBytesPerSecond(), yardstick)));
    String read = format("plain read of %.1f MB, as the vectors have", sameMegabytes(yardstick));
    table.add(cells(read, yardstick.sameBytes(), yardstick));
    String memory = format("plain read of %.1f MB, from memory", Yardstick.MEMORY_BYTES / 1e6);
    table.add(cells(memory, yardstick.memory(), yardstick));
    table.add(cells("plain loop over arrays", yardstick.loop(), yardstick));
    return table.toString();
  }

  private static double sameMegabytes(Yardstick yardstick) {
    return Math.min(Yardstick.MEMORY_BYTES, yardstick.bytes()) / 1e6;
  }

  private static List<String> cells(String what, double rate, Yardstick yardstick) {
    return List.of(
        what,
        format("%.2f", rate / 1e9),
        format("%.0f%%", 100 * rate / yardstick.sameBytes()),
        format("%.0f%%", 100 * rate / yardstick.memory()),
        format("%.1fx", rate / yardstick.loop()));
  }

  private static String format(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
