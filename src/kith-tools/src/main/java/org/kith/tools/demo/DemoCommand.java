package org.kith.tools.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.Version;
import org.kith.tools.data.CacheFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code kith demo}: indexes the JDK's own documentation, answers questions, and measures. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Searches the JDK's documentation by keywords, vectors and both, and compares Kith with"
          + " Lucene's default format on the same vectors.",
      "The first run takes a minute or two; what it makes is kept in the cache."
    })
public final class DemoCommand implements Callable<Integer> {
  private static final int QUICK_LIMIT = 10_000;
  private static final int MIN_LIMIT = 100;
  private static final int QUICK_ROUNDS = 3;
  private static final int ROUNDS = 5;

  @Option(
      names = "--query",
      paramLabel = "TEXT",
      description = "Ask this instead of the demo's own questions.")
  private String query;

  @Option(
      names = "--package",
      paramLabel = "NAME",
      description = "With --query: only this package; java.util.* also takes those below it.")
  private String packages;

  @Option(
      names = "--since",
      paramLabel = "RELEASE",
      description = "With --query: only what came with this release or later.")
  private int since;

  @Option(
      names = "--dims",
      paramLabel = "N",
      defaultValue = "" + DemoData.DIMS,
      description = "Dimensions of the vectors (default: ${DEFAULT-VALUE}).")
  private int dims;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Take a random sample of so many comments.")
  private Integer limit;

  @Option(
      names = "--quick",
      description = "Take " + QUICK_LIMIT + " comments and measure less: for a first impression.")
  private boolean quick;

  @Option(
      names = "--measure",
      description = "Compare Kith with Lucene again, even if an earlier run has.")
  private boolean measure;

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description = "Where to keep what is made (default: $XDG_CACHE_HOME/kith or ~/.cache/kith).")
  private Path cache;

  @Spec private CommandSpec spec;

  /** A command for picocli to fill in. */
  public DemoCommand() {}

  @Override
  public Integer call() throws IOException {
    if (query == null && (packages != null || since > 0)) {
      throw new IllegalArgumentException("--package and --since limit the answers to a --query");
    }
    Steps steps = new Steps(spec.commandLine().getErr());
    TextSource source = TextSource.ofJdk();
    if (source.advice() != null) {
      steps.say(source.advice());
    }
    Path kept = cache == null ? CacheFolder.standard() : cache;
    DemoStore store = new DemoStore(kept, source, dims, limit(), steps);
    Page page = new Page(spec.commandLine().getOut(), Ansi.AUTO);
    ask(store, source, page);
    if (query == null) {
      DemoTable table = store.table(measure, quick ? QUICK_ROUNDS : ROUNDS);
      page.table("Kith beside Lucene's default format", table.title(), table.toString());
    }
    return 0;
  }

  private void ask(DemoStore store, TextSource source, Page page) throws IOException {
    Embedding embedding = store.embedding();
    try (Words words = new Words();
        Directory directory = new MMapDirectory(store.index());
        DirectoryReader reader = DirectoryReader.open(directory)) {
      page.title(
          String.format(
              Locale.ROOT,
              "%,d documents from %s, %d dimensions, Lucene %s with Kith's codec",
              reader.numDocs(),
              source.what(),
              embedding.dims(),
              Version.LATEST));
      Tour tour = new Tour(new DemoQueries(new IndexSearcher(reader), embedding, words), page);
      if (query == null) {
        tour.run(source.tellsReleases());
      } else {
        tour.run(new Question(query, packages, since));
      }
    }
  }

  private int limit() {
    int wanted = limit != null ? limit : quick ? QUICK_LIMIT : Integer.MAX_VALUE;
    if (wanted < MIN_LIMIT) {
      throw new IllegalArgumentException(
          "--limit " + wanted + ": must be " + MIN_LIMIT + " or more");
    }
    return wanted;
  }
}
