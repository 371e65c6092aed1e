package org.kith.tools.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.lucene.util.Version;
import org.kith.tools.console.Progress;
import org.kith.tools.data.CacheFolder;
import org.kith.tools.data.DataOptions;
import org.kith.tools.data.DataSet;
import org.kith.tools.data.DataSets;
import org.kith.tools.data.DataSource;
import org.kith.tools.data.Metric;
import org.kith.tools.data.TruthCache;
import org.kith.tools.data.Vectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kith bench}: the command line of a measurement. */
@Command(
    name = "bench",
    abbreviateSynopsis = true,
    sortOptions = false,
    description = {
      "Measures recall, queries per second, vectors visited (scored) for a query, build time,"
          + " size, heap and first answers of index formats, side by side in one process.",
      "",
      "With one build thread, merges run on the indexing thread. With more, as many threads add"
          + " documents, and Lucene's concurrent scheduler merges beside them with as many"
          + " workers.",
      "",
      "Heap is the peak of what outlived a collection or was too large for the young generation,"
          + " over all that was built; merge heap, how much higher it rose in the last merge into"
          + " one segment than it stood after a collection just before. Both are the heap alone."
          + " While it builds a graph Kith keeps the links outside of it, 12 times M bytes a vector"
          + " (NSW: 6 times); Lucene keeps its links on the heap.",
      "",
      "A cold start opens a fresh reader, in this process, over files that were dropped from the"
          + " page cache (on Linux; the table says where that failed), and asks 100 queries one"
          + " after another, at the first breadth that reached recall 0.95. Times are from the"
          + " beginning of opening, medians of the rounds."
    })
public final class BenchCommand implements Callable<Integer> {
  private static final List<Integer> EFS =
      List.of(10, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512);
  private static final int QUICK_ROWS = 10_000;

  /** Beyond this recall a curve has said what it can. */
  private static final double ENOUGH_RECALL = 0.998;

  private final DataSets dataSets;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DATA",
      description =
          "A folder with meta.json, a file (.fvecs .bvecs .npy .hdf5 .fbin .u8bin .i8bin .f32 .f16"
              + " .u8 .i8 .bits), or demo. May be repeated.")
  private List<String> data;

  @Option(
      names = "--spec",
      paramLabel = "SPEC",
      description =
          "A spec of Kith (such as HNSW16,Flat), or lucene-hnsw, lucene-flat (exact), lucene-sq8,"
              + " -sq7, -sq4, -sq2, -sq1, with settings in parentheses:"
              + " lucene-hnsw(M=16,efConstruction=100), lucene-sq1(oversample=3), or shared: before"
              + " a spec of Kith: searched by KithKnnQuery. May be repeated; the first is what"
              + " others are compared with. Default: lucene-hnsw and HNSW16,Flat.")
  private List<String> specs = List.of("lucene-hnsw", "HNSW16,Flat");

  @Option(
      names = "--k",
      paramLabel = "N",
      description = "Neighbours a query asks for. Default: ${DEFAULT-VALUE}.")
  private int k = 10;

  @Option(
      names = "--ef",
      split = ",",
      paramLabel = "EF",
      description =
          "Breadths of search (Lucene's: documents asked for, at least k), by commas. Default:"
              + " 10,16,24,32,48,64,96,128,192,256,384,512; a curve ends at recall 0.998.")
  private List<Integer> efs = EFS;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Build threads. Default: ${DEFAULT-VALUE}.")
  private int threads = 1;

  @Option(
      names = "--search-threads",
      paramLabel = "N",
      description = "Search threads. Default: ${DEFAULT-VALUE}.")
  private int searchThreads = 1;

  @Option(
      names = "--segments",
      paramLabel = "SEGMENTS",
      description = "Build this many equal segments and search them unmerged.")
  private int segments;

  @Option(
      names = "--merge",
      paramLabel = "SEGMENTS",
      description =
          "Build every spec twice: as one segment in one go, and merged from this many equal"
              + " segments. In one go is one flush; Kith's spec gets 25/12 of its efConstruction"
              + " for it, because a flush builds with 12/25.")
  private int merge;

  @Option(
      names = "--generations",
      paramLabel = "N",
      description =
          "The life of an index: half of the rows, then so many generations that delete some at"
              + " random, add others and merge all into one segment; compared with an index of"
              + " the rows that are left, built in one go.")
  private int generations;

  @Option(
      names = "--deletes",
      paramLabel = "PERCENT",
      description = "Living rows that a generation deletes. Default: ${DEFAULT-VALUE}.")
  private double deletes = 10;

  @Option(
      names = "--adds",
      paramLabel = "PERCENT",
      description =
          "Rows that it adds, in percent of the living: unused ones, then those deleted longest"
              + " ago. Default: as many as it deletes.")
  private Double adds;

  @Option(names = "--limit", paramLabel = "ROWS", description = "Index only the first rows.")
  private int limit = Integer.MAX_VALUE;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Samples of each rate; their median counts. Default: 5, --quick: 3.")
  private int rounds;

  @Option(
      names = "--quick",
      description = "A first look: at most 10,000 rows, 3 rounds, a short warm-up.")
  private boolean quick;

  @Option(
      names = "--encoding",
      paramLabel = "ENCODING",
      description = "Index as float (the default) or, where that is exact, as byte vectors.")
  private FieldEncoding encoding = FieldEncoding.FLOAT;

  @Option(
      names = "--ram-buffer",
      paramLabel = "MB",
      description = "IndexWriter's buffer in megabytes. Default: ${DEFAULT-VALUE}.")
  private double ramBuffer = 16;

  @Option(
      names = "--dims",
      paramLabel = "N",
      description = "Dimensions of files without a header, and of the demo.")
  private int dims;

  @Option(
      names = "--metric",
      paramLabel = "METRIC",
      description =
          "What near means, instead of what the data say: any of Kith's metrics, such as tanimoto,"
              + " lp(1.5) or weighted(cos[0:100]*0.7+l1[100:128]*0.3). Kith's specs that name none"
              + " get it; Lucene's are left out where Lucene does not have it. Default: the data's,"
              + " l2sq where they say nothing.")
  private String metric;

  @Option(names = "--queries", paramLabel = "FILE", description = "Query vectors for a file.")
  private Path queries;

  @Option(names = "--truth", paramLabel = "FILE", description = "True neighbours of the queries.")
  private Path truth;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the results as JSON.")
  private Path json;

  @Option(names = "--plot", paramLabel = "FILE", description = "Draw the curves as a PNG image.")
  private Path plot;

  @Option(names = "--cache", paramLabel = "DIR", description = "Where computed truth is kept.")
  private Path cache = CacheFolder.standard();

  @Option(names = "--work", paramLabel = "DIR", description = "Where indexes are built.")
  private Path work;

  @Option(names = "--keep", description = "Keep the indexes.")
  private boolean keep;

  /** How vectors are given to Lucene. */
  enum FieldEncoding {
    FLOAT,
    BYTE
  }

  /** The command, with data sets that are made by the names that call them. */
  public BenchCommand(Map<String, DataSource> sources) {
    this.dataSets = new DataSets(sources);
  }

  @Override
  public Integer call() throws IOException {
    requirePositive();
    List<Contender> contenders = specs.stream().map(Contenders::parse).toList();
    SearchPlan plan =
        new SearchPlan(k, efs, searchThreads, rounds(), quick ? 0.3 : 2, ENOUGH_RECALL);
    // All are opened before any is measured: a wrong name shall not cost hours.
    List<FieldData> sets = new ArrayList<>();
    for (String name : data) {
      sets.add(open(name));
    }
    for (FieldData fields : sets) {
      requireAny(contenders, fields.data());
    }
    System.out.printf(
        Locale.ROOT,
        "Lucene %s, Java %s, %d processors%n",
        Version.LATEST,
        Runtime.version(),
        Runtime.getRuntime().availableProcessors());
    List<Result> results = new ArrayList<>();
    try (WorkFolder folder = new WorkFolder(work, keep)) {
      for (FieldData fields : sets) {
        System.err.printf(Locale.ROOT, "%s: %,d vectors%n", fields.data().name(), fields.count());
        Race race = new Race(fields, plan, folder.path());
        contenders.forEach(contender -> enter(race, contender, fields.data()));
        List<Result> ofThisData = race.run();
        System.out.print("\n" + ResultTable.of(ofThisData));
        System.out.print("\n" + ColdStartTable.of(ofThisData));
        if (ofThisData.stream().anyMatch(result -> result.scannedBytes() > 0)) {
          Yardstick yardstick = Yardstick.measure(fields, searchThreads);
          System.out.print("\n" + ScanTable.of(ofThisData, yardstick));
        }
        if (generations != 0) {
          System.out.print("\n" + LifeTable.of(ofThisData));
        }
        results.addAll(ofThisData);
        report(results);
      }
      if (keep) {
        System.out.println("indexes are in " + folder.path());
      }
    }
    return 0;
  }

  private int rounds() {
    if (rounds != 0) {
      return rounds;
    }
    return quick ? 3 : 5;
  }

  private FieldData open(String name) throws IOException {
    DataSet whole = dataSets.open(name, new DataOptions(dims, metric, queries, truth, cache));
    DataSet set = whole.limit(quick ? Math.min(limit, QUICK_ROWS) : limit);
    boolean asBytes = encoding == FieldEncoding.BYTE;
    if (generations == 0) {
      return new FieldData(withTruth(set), asBytes);
    }
    Life.History history = life().of(set.base().count());
    Vectors rows = set.base().inOrder(history.order());
    DataSet all = new DataSet(set.name(), set.metric(), rows, set.queries(), null);
    return new FieldData(withTruth(all.limit(history.living())), rows, asBytes);
  }

  private DataSet withTruth(DataSet set) throws IOException {
    try (Progress progress = Progress.start("true neighbours", set.queries().count())) {
      return new TruthCache(cache).complete(set, k, progress::step);
    }
  }

  private Life life() {
    return new Life(generations, deletes, adds == null ? deletes : adds);
  }

  private static void requireAny(List<Contender> contenders, DataSet set) {
    Metric metric = set.metric();
    if (contenders.stream().allMatch(contender -> contender.under(metric).isEmpty())) {
      throw new IllegalArgumentException(
          set.name() + ": nothing is left to measure: " + noSuchMetric(metric));
    }
  }

  private static String noSuchMetric(Metric metric) {
    return "Lucene has no metric " + metric.label();
  }

  private void enter(Race race, Contender contender, DataSet set) {
    contender
        .under(set.metric())
        .ifPresentOrElse(
            able -> enter(race, able),
            () ->
                System.out.printf(
                    Locale.ROOT,
                    "%s: %s is left out: %s%n",
                    set.name(),
                    contender.name(),
                    noSuchMetric(set.metric())));
  }

  private void enter(Race race, Contender contender) {
    if (merge > 0) {
      enterInOneGo(race, contender);
      race.enter(
          contender,
          new BuildPlan(threads, ramBuffer, merge, true),
          contender.name() + " merged from " + merge);
    } else if (generations != 0) {
      enterInOneGo(race, contender);
      race.enter(
          contender,
          new BuildPlan(threads, ramBuffer, 0, true, life()),
          contender.name() + " after " + generations + " generations");
    } else {
      race.enter(
          contender, new BuildPlan(threads, ramBuffer, segments, segments == 0), contender.name());
    }
  }

  private void enterInOneGo(Race race, Contender contender) {
    Contender flushed = contender.inOneFlush();
    if (!flushed.equals(contender)) {
      System.out.printf(
          Locale.ROOT,
          "%s in one go: one flush of %s, because a flush builds with 12/25 of efConstruction%n",
          contender.name(),
          flushed.name());
    }
    race.enter(flushed, new BuildPlan(threads, ramBuffer, 1, false), flushed.name() + " in one go");
  }

  /** After every data set, so that a run that fails later leaves what was measured. */
  private void report(List<Result> results) throws IOException {
    if (json != null) {
      new JsonReport().write(json, results);
    }
    if (plot != null) {
      CurvePlot.write(plot, results);
    }
  }

  private void requirePositive() {
    Map<String, Integer> numbers =
        Map.of(
            "--k", k,
            "--threads", threads,
            "--search-threads", searchThreads,
            "--limit", limit,
            "--rounds", rounds(),
            "--ef", efs.stream().mapToInt(Integer::intValue).min().orElse(0));
    numbers.forEach((name, number) -> {
      if (number < 1) {
        throw new IllegalArgumentException(name + " must be at least 1, got " + number);
      }
    });
    if (Stream.of(merge, segments, generations).filter(number -> number != 0).count() > 1) {
      throw new IllegalArgumentException(
          "--merge, --segments and --generations exclude each other");
    }
  }
}
