package org.kith.tools.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.kith.KithVectorsFormat;
import org.kith.tools.bench.Comparison;
import org.kith.tools.bench.Comparison.Line;
import org.kith.tools.console.Table;
import org.kith.tools.data.DataSet;

/** Kith beside Lucene's default format on the demo's vectors: measured once, shown every time. */
final class DemoTable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * What is kept of a measurement.
   *
   * @param title says what was measured on
   * @param date of the day, as in 2026-01-31
   * @param lines Kith's and Lucene's
   */
  private record Kept(String title, String date, List<Line> lines) {}

  private final Kept kept;

  private DemoTable(Kept kept) {
    this.kept = kept;
  }

  /**
   * Measures and keeps the result.
   *
   * @param cache for the true neighbours
   * @param rounds samples of each rate
   */
  static DemoTable measure(Path file, DataSet data, Path cache, int rounds) throws IOException {
    String kith = new KithVectorsFormat().spec(data.base().dims()).toString();
    List<Line> lines = Comparison.run(data, List.of(kith, "lucene-hnsw"), cache, rounds);
    Kept kept = new Kept(title(data), LocalDate.now(ZoneId.systemDefault()).toString(), lines);
    Files.write(file, JSON.writeValueAsBytes(kept));
    return new DemoTable(kept);
  }

  /** Reads what {@link #measure} kept. */
  static DemoTable read(Path file) throws IOException {
    return new DemoTable(JSON.readValue(file.toFile(), Kept.class));
  }

  private static String title(DataSet data) {
    return String.format(
        Locale.ROOT,
        "%,d vectors of %d dimensions, %,d queries, k 10, efSearch 64, one thread",
        data.base().count(),
        data.base().dims(),
        data.queries().count());
  }

  /** What was measured, on what, and when. */
  String title() {
    return kept.title + ", on " + kept.date;
  }

  @Override
  public String toString() {
    Table table = new Table("", "recall@10", "queries/s", "at recall 0.95", "build", "on disk");
    Line kith = kept.lines.getFirst();
    Line lucene = kept.lines.getLast();
    table.add(cells("Kith    " + kith.spec(), kith));
    table.add(cells("Lucene  " + lucene.spec(), lucene));
    table.add(
        List.of(
            "Kith / Lucene",
            "",
            ratio(kith.qps(), lucene.qps()),
            ratio(kith.qpsAtRecall(), lucene.qpsAtRecall()),
            ratio(kith.buildSeconds(), lucene.buildSeconds()),
            ratio((double) kith.bytesOnDisk(), (double) lucene.bytesOnDisk())));
    return table.toString();
  }

  private static List<String> cells(String name, Line line) {
    Double atRecall = line.qpsAtRecall();
    return List.of(
        name,
        format("%.3f", line.recall()),
        format("%,.0f", line.qps()),
        atRecall == null ? "-" : format("%,.0f", atRecall),
        format("%.1f s", line.buildSeconds()),
        format("%.1f MB", line.bytesOnDisk() / 1e6));
  }

  private static String ratio(Double kith, Double lucene) {
    return kith == null || lucene == null ? "-" : format("%.2fx", kith / lucene);
  }

  private static String format(String pattern, double number) {
    return String.format(Locale.ROOT, pattern, number);
  }
}
