package org.kith.ordeal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.store.NIOFSDirectory;
import org.apache.lucene.tests.store.RawDirectoryWrapper;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.apache.lucene.tests.util.TestUtil;
import org.kith.KithCodec;
import org.kith.KithVectorsFormat;
import org.kith.lucene.Codecs;
import org.kith.lucene.Threads;

/// 64 threads search while documents are added, changed, deleted and merged, for a second with a
/// spec or `-Dkith.stress.seconds=60`: no error, every score right, and the neighbours are found.
public class StressTest extends LuceneTestCase {
  private static final int SECONDS = Integer.getInteger("kith.stress.seconds", 1);
  private static final int SEARCHERS = 64;
  private static final int WRITERS = 2;
  private static final int FIRST_DOCUMENTS = 3000;
  private static final int PAUSE_MILLIS = 50;

  /// What a thread may take for its last step: a refresh that builds a graph took 28 seconds on a
  /// machine with six times as much to do as it has processors.
  private static final int LATE_SECONDS = 120;

  private final AtomicBoolean failed = new AtomicBoolean();
  private long end;

  public void testVectors() throws Exception {
    run(new MMapDirectory(createTempDir()), "HNSW16,Flat");
  }

  /// The default's and others, or if there is time those of every kind.
  public void testCodes() throws Exception {
    run(new MMapDirectory(createTempDir()), "HNSW16,SQ4,RFlat");
    boolean slow = Boolean.getBoolean("tests.slow");
    for (String spec : slow ? Codecs.CODED : List.of(anyCoded(), anyCoded())) {
      run(new MMapDirectory(createTempDir()), spec);
    }
  }

  private static String anyCoded() {
    return Codecs.CODED.get(random().nextInt(Codecs.CODED.size()));
  }

  /// Where rows are read through inputs that threads share out among them.
  public void testFetchedFiles() throws Exception {
    run(new NIOFSDirectory(createTempDir()), anyCoded());
  }

  private void run(Directory files, String spec) throws Exception {
    try (ExecutorService build = Threads.pool("build", 2);
        ExecutorService threads = Threads.pool("stress", SEARCHERS + WRITERS + 1);
        Directory directory = new RawDirectoryWrapper(files);
        IndexWriter writer = new IndexWriter(directory, config(spec, build))) {
      for (int id = 0; id < FIRST_DOCUMENTS; id++) {
        writer.addDocument(VersionedDocuments.document(id, 0));
      }
      try (SearcherManager manager = new SearcherManager(writer, null)) {
        end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        List<StressSearches> searches = new ArrayList<>();
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < SEARCHERS; i++) {
          StressSearches search = new StressSearches(manager, new Random(random().nextLong()));
          searches.add(search);
          running.add(threads.submit(() -> repeat(search::search)));
        }
        for (int i = 0; i < WRITERS; i++) {
          StressWrites writes =
              new StressWrites(
                  writer, i, WRITERS, FIRST_DOCUMENTS, new Random(random().nextLong()));
          running.add(threads.submit(() -> repeat(writes::write)));
        }
        AtomicInteger rounds = new AtomicInteger();
        running.add(
            threads.submit(() -> repeat(() -> refresh(manager, writer, rounds.getAndIncrement()))));
        for (Future<?> thread : running) {
          thread.get(SECONDS + LATE_SECONDS, TimeUnit.SECONDS);
        }
        check(spec, searches);
      }
    }
  }

  private interface Step {
    void run() throws Exception;
  }

  private Void repeat(Step step) throws Exception {
    boolean done = false;
    try {
      // Once at least: a busy machine may let a thread begin when the others have ended.
      do {
        step.run();
      } while (System.nanoTime() < end && !failed.get());
      done = true;
      return null;
    } finally {
      if (!done) {
        failed.set(true);
      }
    }
  }

  private static IndexWriterConfig config(String spec, ExecutorService build) {
    // A list so narrow that graphs of 600 vectors are walked already.
    var format = KithVectorsFormat.of(spec + ";efSearch=24").withExecutor(build, 2);
    TieredMergePolicy policy = new TieredMergePolicy();
    policy.setSegmentsPerTier(3);
    return new IndexWriterConfig()
        .setCodec(new KithCodec(TestUtil.getDefaultCodec(), format))
        .setMergePolicy(policy);
  }

  /// Shows what was written from time to time, and sometimes merges all of it.
  private static void refresh(SearcherManager manager, IndexWriter writer, int round)
      throws IOException, InterruptedException {
    manager.maybeRefreshBlocking();
    if (round % 20 == 10) {
      writer.commit();
    }
    if (round % 50 == 49) {
      writer.forceMerge(1, false);
    }
    TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
  }

  private static void check(String spec, List<StressSearches> searches) {
    double recall = 0;
    int samples = 0;
    for (StressSearches search : searches) {
      recall += search.recall();
      samples += search.samples();
    }
    assertTrue("no samples", samples > 0);
    assertTrue(spec + ": recall " + recall / samples, recall / samples > floor(spec));
  }

  /// One or two bits of sixteen dimensions tell little, and the lists of these walks are short.
  private static double floor(String spec) {
    if (spec.startsWith("HNSW16,RaBitQ,")) {
      return 0.8;
    }
    return spec.contains("RaBitQ2") ? 0.9 : 0.95;
  }
}
