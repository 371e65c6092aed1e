package org.kith.tools.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.kith.tools.console.Progress;
import org.kith.tools.data.DataSet;
import org.kith.tools.data.TruthCache;

/** A short measurement for other commands: a few specs on one data set, one thread, k 10. */
public final class Comparison {
  private static final int K = 10;
  private static final int SHOWN_EF = 64;
  private static final List<Integer> EFS = List.of(10, 24, SHOWN_EF, 160);
  private static final double RAM_BUFFER = 16;
  private static final double WARM_SECONDS = 0.3;

  /**
   * What was measured of a spec.
   *
   * @param recall at efSearch 64
   * @param qps queries per second at efSearch 64
   * @param qpsAtRecall queries per second at recall 0.95, interpolated; null when not reached
   * @param buildSeconds indexing and merging into one segment
   */
  public record Line(
      String spec,
      double recall,
      double qps,
      Double qpsAtRecall,
      double buildSeconds,
      long bytesOnDisk) {}

  private Comparison() {}

  /**
   * Builds an index for each spec and searches them in alternation; what it does is told on
   * standard error.
   *
   * @param specs of Kith or Lucene, as {@code kith bench} takes them
   * @param cache for the true neighbours
   * @param rounds samples of each rate; their median counts
   * @return a line for each spec, in their order
   */
  public static List<Line> run(DataSet data, List<String> specs, Path cache, int rounds)
      throws IOException {
    SearchPlan plan = new SearchPlan(K, EFS, 1, rounds, WARM_SECONDS, 1);
    FieldData fields = new FieldData(withTruth(data, cache), false);
    try (WorkFolder folder = new WorkFolder(null, false)) {
      Race race = new Race(fields, plan, folder.path());
      for (String spec : specs) {
        race.enter(Contenders.parse(spec), new BuildPlan(1, RAM_BUFFER, 0, true), spec);
      }
      return race.run().stream().map(Comparison::line).toList();
    }
  }

  private static DataSet withTruth(DataSet data, Path cache) throws IOException {
    try (Progress progress = Progress.start("true neighbours", data.queries().count())) {
      return new TruthCache(cache).complete(data, K, progress::step);
    }
  }

  private static Line line(Result result) {
    Curve.Point shown =
        result.curve().points().stream()
            .filter(point -> point.ef() == SHOWN_EF)
            .findFirst()
            .orElseThrow();
    return new Line(
        result.spec(),
        shown.recall(),
        shown.qps(),
        result.curve().qpsAt(0.95),
        result.build().seconds(),
        result.build().bytesOnDisk());
  }
}
