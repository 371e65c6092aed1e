package org.kith.ordeal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.store.Directory;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.apache.lucene.tests.util.TestUtil;
import org.apache.lucene.util.InfoStream;
import org.kith.KithCodec;
import org.kith.KithVectorsFormat;
import org.kith.lucene.Threads;

/// A merge that would take seconds is given up, while it reads and encodes vectors or while it
/// builds a graph: it stops at once, its threads are free again, and nothing of it is left.
public class AbortedMergeTest extends LuceneTestCase {
  /// So broad that a merge takes long.
  private static final String SLOW = ";efConstruction=3000";

  private static final List<String> GRAPHS =
      List.of(
          "HNSW32,Flat",
          "HNSW32,SQ4,RFlat",
          "HNSW32,SQ8,RFlat",
          "HNSW32,RaBitQ2,RFlat",
          "NSW64,RaBitQ2,RFlat");

  private static final List<String> SCANS =
      List.of("Flat,SQ4,RFlat", "Flat,SQ8,RFlat", "Flat,RaBitQ,RFlat", "Flat,RaBitQ4,RFlat");

  private static final int SEGMENTS = 4;
  private static final int TIMES = 3;

  /// The longest that giving up may take. Mostly it takes a few milliseconds.
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  /// What the writer says in the beginning, of documents and before vectors come.
  private static final Stage READING = new Stage("IW", 700, 2048, 100);

  /// What Kith says before a graph.
  private static final Stage BUILDING = new Stage("KITH", 1200, 24, 500);

  /// What is under way when a merge is given up.
  ///
  /// @param component that tells of its beginning
  /// @param size of a segment, and dimensions, with which it takes longer
  /// @param millis to wait for at most
  private record Stage(String component, int size, int dims, int millis) {}

  public void testWhileVectorsAreRead() throws Exception {
    abort(READING, SCANS.stream().map(KithVectorsFormat::of).toList());
  }

  public void testOneThread() throws Exception {
    abort(BUILDING, GRAPHS.stream().map(spec -> KithVectorsFormat.of(spec + SLOW)).toList());
  }

  public void testManyThreads() throws Exception {
    try (ExecutorService executor = Threads.pool("build", 4)) {
      abort(
          BUILDING, List.of(KithVectorsFormat.of(GRAPHS.get(1) + SLOW).withExecutor(executor, 4)));
      CountDownLatch free = new CountDownLatch(4);
      for (int i = 0; i < 4; i++) {
        executor.execute(() -> {
          free.countDown();
          await(free);
        });
      }
      assertTrue("threads still build", free.await(1, TimeUnit.SECONDS));
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void abort(Stage stage, List<KithVectorsFormat> formats) throws Exception {
    List<Long> nanos = new ArrayList<>();
    for (KithVectorsFormat format : formats) {
      try (Directory directory = newDirectory()) {
        write(stage, directory, format);
        for (int i = 0; i < TIMES; i++) {
          String[] before = directory.listAll();
          nanos.add(abort(stage, directory, format));
          assertArrayEquals("files", before, directory.listAll());
          try (DirectoryReader reader = DirectoryReader.open(directory)) {
            assertEquals(SEGMENTS, reader.leaves().size());
            assertEquals(SEGMENTS * stage.size, reader.numDocs());
          }
        }
      }
    }
    // A loaded machine may hold up one of them.
    String message = "nanoseconds to give up: " + nanos;
    if (VERBOSE) {
      System.out.println(stage + ", " + message);
    }
    Collections.sort(nanos);
    assertTrue(message, nanos.get(nanos.size() / 2) < SECOND);
    assertTrue(message, nanos.getLast() < 5 * SECOND);
  }

  private static IndexWriterConfig config(KithVectorsFormat format) {
    return new IndexWriterConfig().setCodec(new KithCodec(TestUtil.getDefaultCodec(), format));
  }

  /// Graphs of the spec's shape, built with less effort than the merge will take.
  private static void write(Stage stage, Directory directory, KithVectorsFormat format)
      throws IOException {
    Random random = random();
    IndexWriterConfig config =
        config(KithVectorsFormat.of(format.toString().replace(SLOW, "")))
            .setMergePolicy(NoMergePolicy.INSTANCE)
            .setMaxBufferedDocs(stage.size)
            .setRAMBufferSizeMB(IndexWriterConfig.DISABLE_AUTO_FLUSH);
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      for (int i = 0; i < SEGMENTS * stage.size; i++) {
        float[] vector = new float[stage.dims];
        for (int d = 0; d < stage.dims; d++) {
          vector[d] = (float) random.nextGaussian();
        }
        Document document = new Document();
        document.add(new KnnFloatVectorField("v", vector));
        writer.addDocument(document);
      }
    }
  }

  /// Lets a merge go on for some time, less each time that it was over by then.
  ///
  /// @return nanoseconds that it took to give up
  private static long abort(Stage stage, Directory directory, KithVectorsFormat format)
      throws Exception {
    for (int millis = random().nextInt(stage.millis); ; millis /= 2) {
      long nanos = abort(stage, directory, format, millis);
      if (nanos >= 0) {
        return nanos;
      }
      assertTrue("merges are over at once", millis > 0);
    }
  }

  /// @return nanoseconds that it took to give up, or a negative number if there was nothing to do
  private static long abort(Stage stage, Directory directory, KithVectorsFormat format, int millis)
      throws Exception {
    CountDownLatch merging = new CountDownLatch(1);
    CountDownLatch merged = new CountDownLatch(1);
    IndexWriter writer =
        new IndexWriter(
            directory,
            config(format)
                .setInfoStream(new Steps(stage.component, merging, merged))
                .setMergePolicy(new TieredMergePolicy()));
    boolean over;
    try {
      writer.forceMerge(1, false);
      assertTrue("no merge began", merging.await(60, TimeUnit.SECONDS));
      over = merged.await(millis, TimeUnit.MILLISECONDS);
    } catch (Throwable t) {
      writer.rollback();
      throw t;
    }
    long start = System.nanoTime();
    writer.rollback();
    return over ? -1 : System.nanoTime() - start;
  }

  /// Hears from the writer or the format where it is.
  private static final class Steps extends InfoStream {
    private final String component;
    private final CountDownLatch merging;
    private final CountDownLatch merged;

    Steps(String component, CountDownLatch merging, CountDownLatch merged) {
      this.component = component;
      this.merging = merging;
      this.merged = merged;
    }

    @Override
    public void message(String from, String message) {
      if (message.startsWith("merging ")) {
        merging.countDown();
      } else if (message.startsWith("merged ")) {
        merged.countDown();
      }
    }

    @Override
    public boolean isEnabled(String from) {
      return from.equals(component);
    }

    @Override
    public void close() {}
  }
}
