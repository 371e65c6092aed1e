package org.kith.lucene;

import java.util.concurrent.ExecutorService;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.junit.AfterClass;
import org.junit.BeforeClass;

/// Lucene's tests with a graph in every segment, built by several threads.
public class ParallelFormatTest extends FormatTestCase {
  private static final int THREADS = 4;

  private static ExecutorService executor;

  @BeforeClass
  public static void start() {
    executor = Threads.pool("build", THREADS);
  }

  @AfterClass
  public static void stop() {
    executor.close();
    executor = null;
  }

  @Override
  protected KnnVectorsFormat format() {
    return new MappedFormat(new SmallGraphsFormat(executor, THREADS));
  }
}
