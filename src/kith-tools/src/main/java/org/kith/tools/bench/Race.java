package org.kith.tools.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.util.IOUtils;
import org.kith.tools.console.Progress;

/** All contenders on one data set: built one after another, then searched in alternation. */
final class Race {
  /** Rows of the small index that is built first, unmeasured, for the compiler to see the code. */
  private static final int WARM_ROWS = 5000;

  private final FieldData fields;
  private final SearchPlan searchPlan;
  private final Path work;
  private final List<Entry> entries = new ArrayList<>();

  /** One index to be built. */
  private record Entry(Contender contender, BuildPlan plan, String label) {}

  Race(FieldData fields, SearchPlan searchPlan, Path work) {
    this.fields = fields;
    this.searchPlan = searchPlan;
    this.work = work;
  }

  /**
   * Adds an index to the race; the label must be its own. One with a life is compared with the
   * index added before it, which shall be a fresh one.
   */
  void enter(Contender contender, BuildPlan plan, String label) {
    entries.add(new Entry(contender, plan, label));
  }

  List<Result> run() throws IOException {
    List<BuildFigures> builds = new ArrayList<>();
    for (Entry entry : entries) {
      builds.add(build(entry));
    }
    List<Curve> curves = search();
    List<ColdStart> coldStarts = startCold(curves);
    List<Result> results = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      results.add(
          new Result(
              fields.data(),
              entry.contender.name(),
              entry.label,
              entry.plan,
              builds.get(i),
              searchPlan,
              curves.get(i),
              entry.contender.scans() ? (long) fields.count() * fields.rowBytes() : 0,
              coldStarts.get(i),
              entry.plan.life() == null ? null : curves.get(i - 1)));
    }
    return results;
  }

  private BuildFigures build(Entry entry) throws IOException {
    int rows = entry.plan.life() == null ? fields.count() : fields.rows();
    int warmRows = Math.min(WARM_ROWS, rows / 10);
    if (warmRows > 0) {
      Path folder = folder(entry, "warm-up");
      new IndexBuild(fields, entry.contender, entry.plan, folder).run(warmRows, added -> {});
      WorkFolder.delete(folder);
    }
    BuildFigures figures;
    long steps = entry.plan.life() == null ? rows : -1;
    try (Progress progress = Progress.start("index " + entry.label, steps)) {
      figures =
          new IndexBuild(fields, entry.contender, entry.plan, folder(entry, "index"))
              .run(rows, progress::step);
    }
    System.err.printf(
        Locale.ROOT,
        "  %s: indexed in %.1f s (%,.0f/s), merged in %.1f s, %.1f MB%n",
        entry.label,
        figures.indexSeconds(),
        figures.addedPerSecond(),
        figures.mergeSeconds(),
        figures.bytesOnDisk() / 1e6);
    return figures;
  }

  private List<Curve> search() throws IOException {
    List<IndexSearch> indexes = new ArrayList<>();
    try (Progress progress = Progress.start("search", -1)) {
      for (Entry entry : entries) {
        indexes.add(
            new IndexSearch(
                entry.contender,
                fields,
                folder(entry, "index"),
                searchPlan.k(),
                searchPlan.threads()));
      }
      Recall judge = new Recall(fields.data(), searchPlan.k());
      return new SearchRounds(searchPlan, indexes).run(judge, progress::step);
    } finally {
      IOUtils.close(indexes);
    }
  }

  /** When all are closed, and what searches them is compiled. */
  private List<ColdStart> startCold(List<Curve> curves) throws IOException {
    Target[] targets = fields.targets();
    List<ColdStart> starts = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      Path folder = folder(entry, "index");
      starts.add(
          ColdStart.measure(
              entry.contender,
              targets,
              folder,
              searchPlan.k(),
              curves.get(i),
              searchPlan.rounds()));
    }
    return starts;
  }

  private Path folder(Entry entry, String kind) {
    String name = fields.data().name() + "-" + entry.label + "-" + kind;
    return work.resolve(name.replaceAll("[^\\w.=-]+", "_"));
  }
}
