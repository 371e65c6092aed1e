package org.kith.ordeal;

import java.io.IOException;
import java.util.Arrays;
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

/// A merge that would take many seconds is given up: it stops at once, its threads are free again,
/// and nothing of it is left.
public class AbortedMergeTest extends LuceneTestCase {
  /// So broad that a merge takes long.
  private static final String SLOW = "HNSW32,Flat;efConstruction=3000";

  private static final int SEGMENTS = 4;
  private static final int SEGMENT_SIZE = 1200;
  private static final int DIMS = 24;
  private static final int TIMES = 3;

  /// The longest that giving up may take. Mostly it takes a few milliseconds.
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  public void testOneThread() throws Exception {
    abort(KithVectorsFormat.of(SLOW));
  }

  public void testManyThreads() throws Exception {
    try (ExecutorService executor = Threads.pool("build", 4)) {
      abort(KithVectorsFormat.of(SLOW).withExecutor(executor, 4));
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

  private static void abort(KithVectorsFormat format) throws Exception {
    try (Directory directory = newDirectory()) {
      write(directory, format);
      long[] nanos = new long[TIMES];
      for (int i = 0; i < TIMES; i++) {
        String[] before = directory.listAll();
        nanos[i] = abort(directory, format);
        assertArrayEquals("files", before, directory.listAll());
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
          assertEquals(SEGMENTS, reader.leaves().size());
          assertEquals(SEGMENTS * SEGMENT_SIZE, reader.numDocs());
        }
      }
      // A loaded machine may hold up one of them.
      Arrays.sort(nanos);
      String message = "nanoseconds to give up: " + Arrays.toString(nanos);
      assertTrue(message, nanos[TIMES / 2] < SECOND);
      assertTrue(message, nanos[TIMES - 1] < 5 * SECOND);
    }
  }

  private static IndexWriterConfig config(KithVectorsFormat format) {
    return new IndexWriterConfig().setCodec(new KithCodec(TestUtil.getDefaultCodec(), format));
  }

  private static void write(Directory directory, KithVectorsFormat format) throws IOException {
    Random random = random();
    IndexWriterConfig config =
        config(format)
            .setMergePolicy(NoMergePolicy.INSTANCE)
            .setMaxBufferedDocs(SEGMENT_SIZE)
            .setRAMBufferSizeMB(IndexWriterConfig.DISABLE_AUTO_FLUSH);
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      for (int i = 0; i < SEGMENTS * SEGMENT_SIZE; i++) {
        float[] vector = new float[DIMS];
        for (int d = 0; d < DIMS; d++) {
          vector[d] = (float) random.nextGaussian();
        }
        Document document = new Document();
        document.add(new KnnFloatVectorField("v", vector));
        writer.addDocument(document);
      }
    }
  }

  /// @return nanoseconds that it took to give up
  private static long abort(Directory directory, KithVectorsFormat format) throws Exception {
    CountDownLatch merging = new CountDownLatch(1);
    CountDownLatch merged = new CountDownLatch(1);
    IndexWriter writer =
        new IndexWriter(
            directory,
            config(format)
                .setInfoStream(new Steps(merging, merged))
                .setMergePolicy(new TieredMergePolicy()));
    try {
      writer.forceMerge(1, false);
      assertTrue("no merge began", merging.await(60, TimeUnit.SECONDS));
      boolean over = merged.await(random().nextInt(500), TimeUnit.MILLISECONDS);
      assertFalse("the merge was over too soon", over);
    } catch (Throwable t) {
      writer.rollback();
      throw t;
    }
    long start = System.nanoTime();
    writer.rollback();
    return System.nanoTime() - start;
  }

  /// Hears from the format where it is.
  private static final class Steps extends InfoStream {
    private final CountDownLatch merging;
    private final CountDownLatch merged;

    Steps(CountDownLatch merging, CountDownLatch merged) {
      this.merging = merging;
      this.merged = merged;
    }

    @Override
    public void message(String component, String message) {
      (message.startsWith("merging") ? merging : merged).countDown();
    }

    @Override
    public boolean isEnabled(String component) {
      return component.equals("KITH");
    }

    @Override
    public void close() {}
  }
}
