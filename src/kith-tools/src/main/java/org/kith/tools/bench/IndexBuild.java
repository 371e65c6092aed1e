package org.kith.tools.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.MergePolicy;
import org.apache.lucene.index.MergeScheduler;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;

/**
 * Builds one contender's index and takes its times.
 *
 * <p>One thread means one: merges run on the indexing thread, so that seconds are seconds of work.
 * With more, that many threads add documents while Lucene's concurrent scheduler merges beside
 * them, every merge with as many workers.
 */
final class IndexBuild {
  private final FieldData fields;
  private final Contender contender;
  private final BuildPlan plan;
  private final Path folder;

  IndexBuild(FieldData fields, Contender contender, BuildPlan plan, Path folder) {
    this.fields = fields;
    this.contender = contender;
    this.plan = plan;
    this.folder = folder;
  }

  /**
   * Builds the index of the first {@code rows} vectors; with a life, of what is left of them.
   *
   * @param added told how many documents were just added, by any thread
   */
  BuildFigures run(int rows, IntConsumer added) throws IOException {
    ExecutorService workers = plan.threads() > 1 ? Parallel.pool(plan.threads()) : null;
    try (Directory directory = new MMapDirectory(folder)) {
      List<BuildStep> steps = new ArrayList<>();
      for (Change change : changes(rows)) {
        steps.add(step(directory, change, workers, added));
      }
      IndexFiles files = IndexFiles.of(directory);
      return new BuildFigures(
          steps, files.openMillis(), files.segments(), files.bytes(), files.bytesByExtension());
    } finally {
      if (workers != null) {
        workers.shutdown();
      }
    }
  }

  private List<Change> changes(int rows) {
    return plan.life() == null ? List.of(Change.firstRows(rows)) : plan.life().of(rows).changes();
  }

  /** Times and heap of a piece of work, from its making until it is stopped. */
  private static final class Stopwatch {
    // First: it collects garbage, which is no part of the work.
    private final HeapWatch heap = HeapWatch.start();
    private final long startCpuNanos = cpuNanos();
    private final long startNanos = System.nanoTime();
    double seconds;
    double cpuSeconds;
    long peakHeapBytes;
    long heapGrowthBytes;

    void stop() {
      seconds = (System.nanoTime() - startNanos) / 1e9;
      cpuSeconds = (cpuNanos() - startCpuNanos) / 1e9;
      peakHeapBytes = heap.peakBytes();
      heapGrowthBytes = heap.growthBytes();
    }
  }

  private BuildStep step(
      Directory directory, Change change, ExecutorService workers, IntConsumer added)
      throws IOException {
    Stopwatch indexing = new Stopwatch();
    index(directory, change, workers, added);
    indexing.stop();
    if (!plan.forceMerge()) {
      return new BuildStep(
          change.added().length,
          indexing.seconds,
          0,
          indexing.cpuSeconds,
          indexing.peakHeapBytes,
          0);
    }
    Stopwatch merging = new Stopwatch();
    merge(directory, workers);
    merging.stop();
    return new BuildStep(
        change.added().length,
        indexing.seconds,
        merging.seconds,
        indexing.cpuSeconds + merging.cpuSeconds,
        Math.max(indexing.peakHeapBytes, merging.peakHeapBytes),
        merging.heapGrowthBytes);
  }

  private void index(Directory directory, Change change, ExecutorService workers, IntConsumer added)
      throws IOException {
    IndexWriterConfig config = config(workers);
    int adders = plan.threads();
    if (plan.equalSegments() > 0) {
      // One thread, because every thread would fill a segment of its own.
      adders = 1;
      config.setMergePolicy(NoMergePolicy.INSTANCE);
      config.setMaxBufferedDocs(
          Math.max(2, Math.ceilDiv(change.added().length, plan.equalSegments())));
      config.setRAMBufferSizeMB(IndexWriterConfig.DISABLE_AUTO_FLUSH);
    }
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      if (change.deleted().length > 0) {
        long[] ordinals = IntStream.of(change.deleted()).asLongStream().toArray();
        writer.deleteDocuments(NumericDocValuesField.newSlowSetQuery(FieldData.ORDINAL, ordinals));
      }
      new Adding(writer, fields, change.added(), added).run(adders);
      writer.commit();
      awaitMerges(config.getMergeScheduler());
      writer.commit();
    }
  }

  private void merge(Directory directory, ExecutorService workers) throws IOException {
    try (IndexWriter writer = new IndexWriter(directory, config(workers))) {
      writer.forceMerge(1);
      writer.commit();
    }
  }

  private IndexWriterConfig config(ExecutorService workers) {
    return new IndexWriterConfig()
        .setCodec(new ContenderCodec(contender.format(workers, plan.threads()), fields.dims()))
        .setRAMBufferSizeMB(plan.ramBufferMegabytes())
        .setMergeScheduler(workers == null ? new SerialMergeScheduler() : concurrent(workers));
  }

  private MergeScheduler concurrent(ExecutorService workers) {
    ConcurrentMergeScheduler scheduler =
        new ConcurrentMergeScheduler() {
          @Override
          public ExecutorService getIntraMergeExecutor(MergePolicy.OneMerge merge) {
            return workers;
          }
        };
    int merges = Math.clamp(plan.threads() / 2, 1, 4);
    scheduler.setMaxMergesAndThreads(merges + 5, merges); // Lucene's default on so many cores
    return scheduler;
  }

  private static void awaitMerges(MergeScheduler scheduler) {
    if (scheduler instanceof ConcurrentMergeScheduler concurrent) {
      concurrent.sync();
    }
  }

  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }
}
