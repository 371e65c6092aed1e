package org.kith.tools.nearest;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.kith.tools.data.CacheFolder;
import org.kith.tools.data.DataOptions;
import org.kith.tools.data.DataSet;
import org.kith.tools.data.DataSets;
import org.kith.tools.data.Row;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code kith nearest}: indexes a data folder once, and says what lies near a row or a point. */
@Command(
    name = "nearest",
    sortOptions = false,
    description = {
      "Says which rows of a data folder are nearest to one of them, or to a point, and what is"
          + " known of them.",
      "The first run makes a Lucene index with Kith's codec and keeps it in the cache.",
      "",
      "  kith nearest --data DIR/molecules --row 17",
      "  kith nearest --data DIR/cities --at 48.85,2.35"
    })
public final class NearestCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description =
          "A folder with meta.json, base vectors and, if there is one, docs.tsv or docs.tsv.gz.")
  private Path data;

  @ArgGroup(multiplicity = "1")
  private Target target;

  @Option(names = "--k", paramLabel = "N", description = "How many. Default: ${DEFAULT-VALUE}.")
  private int k = 10;

  @Option(
      names = "--metric",
      paramLabel = "METRIC",
      description = "What near means, instead of what the data say.")
  private String metric;

  @Option(names = "--cache", paramLabel = "DIR", description = "Where the index is kept.")
  private Path cache = CacheFolder.standard();

  @Spec private CommandSpec spec;

  /** What to search for. */
  private static final class Target {
    @Option(names = "--row", paramLabel = "N", description = "A row of the data, from 0.")
    private Integer row;

    @Option(
        names = "--at",
        paramLabel = "X,Y,...",
        description = "A point by its components: of cities latitude,longitude in degrees.")
    private String at;
  }

  /** A command for picocli to fill in. */
  public NearestCommand() {}

  @Override
  public Integer call() throws IOException {
    if (k < 1) {
      throw new IllegalArgumentException("--k must be at least 1, got " + k);
    }
    if (!Files.isDirectory(data)) {
      throw new IOException(data + ": no such folder");
    }
    DataSet set =
        new DataSets(Map.of()).open(data.toString(), new DataOptions(0, metric, null, null, cache));
    set.requireComparable();
    Row query = target.at != null ? point(set) : row(set);
    Path index = new NearestStore(cache, spec.commandLine().getErr()).index(data, set);
    try (Directory directory = new MMapDirectory(index);
        DirectoryReader reader = DirectoryReader.open(directory)) {
      answer(set, new NearestSearch(reader), query);
    }
    return 0;
  }

  private Row row(DataSet set) {
    int count = set.base().count();
    if (target.row < 0 || target.row >= count) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "--row %d: %s has rows 0 to %d", target.row, set.name(), count - 1));
    }
    return set.base().rows(target.row, target.row + 1)[0];
  }

  private Row point(DataSet set) {
    String given = "--at " + target.at;
    if (set.base().newRow().floats() == null) {
      throw new IllegalArgumentException(
          given + ": rows of " + set.name() + " are bits; take one with --row");
    }
    float[] point = numbers(given);
    if (point.length != set.base().dims()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%s: rows of %s are %d numbers", given, set.name(), set.base().dims()));
    }
    try {
      set.metric().bind(set.base()).check(point);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(given + ": " + e.getMessage(), e);
    }
    return new Row(point, null);
  }

  private float[] numbers(String given) {
    String[] parts = target.at.split(",", -1);
    float[] numbers = new float[parts.length];
    for (int i = 0; i < parts.length; i++) {
      try {
        numbers[i] = Float.parseFloat(parts[i]);
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            given + ": '" + parts[i] + "' is not a number; wanted numbers between commas", e);
      }
    }
    return numbers;
  }

  private void answer(DataSet set, NearestSearch search, Row query) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    List<Answer> answers = new ArrayList<>(search.nearest(query, k + 1));
    String what = target.at;
    if (target.row != null) {
      answers.removeIf(answer -> answer.row() == target.row);
      List<String> cells = search.row(target.row).cells();
      what = "row " + target.row + (cells.isEmpty() ? "" : " (" + String.join(", ", cells) + ")");
    }
    out.printf(
        Locale.ROOT,
        "%s: of %,d rows the nearest to %s under %s%n%n",
        set.name(),
        set.base().count(),
        what,
        set.metric().label());
    List<Answer> nearest = answers.subList(0, Math.min(k, answers.size()));
    out.print(AnswerTable.of(set.metric(), search.columns(), nearest));
    out.flush();
  }
}
