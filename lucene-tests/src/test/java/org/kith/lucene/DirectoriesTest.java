package org.kith.lucene;

import java.io.IOException;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.store.NIOFSDirectory;
import org.apache.lucene.tests.store.BaseDirectoryWrapper;
import org.apache.lucene.tests.store.MockDirectoryWrapper;
import org.apache.lucene.tests.store.RawDirectoryWrapper;
import org.apache.lucene.tests.util.LuceneTestCase;

/// Every kind of directory in turn, bare and within Lucene's mock: files are mapped, mapped in
/// chunks that sections cross, read through a channel, or held in buffers.
public class DirectoriesTest extends LuceneTestCase {
  private static final long SMALL_CHUNK = 1 << 12;

  public void testMapped() throws IOException {
    bareAndMocked(() -> new MMapDirectory(createTempDir()));
  }

  public void testMappedInChunks() throws IOException {
    bareAndMocked(() -> new MMapDirectory(createTempDir(), SMALL_CHUNK));
  }

  public void testChannels() throws IOException {
    bareAndMocked(() -> new NIOFSDirectory(createTempDir()));
  }

  public void testBuffers() throws IOException {
    bareAndMocked(ByteBuffersDirectory::new);
  }

  private interface Opener {
    Directory open() throws IOException;
  }

  private static void bareAndMocked(Opener opener) throws IOException {
    operate(new RawDirectoryWrapper(opener.open()));
    operate(new MockDirectoryWrapper(random(), opener.open()));
  }

  /// Closing checks the index.
  private static void operate(BaseDirectoryWrapper directory) throws IOException {
    assertTrue(directory.getCheckIndexOnClose());
    Model model = Model.empty(random());
    try (directory;
        IndexOperations index =
            new IndexOperations(directory, model, IndexOperations.anySort(random()), random())) {
      for (int i = 0; i < 3; i++) {
        index.change(atLeast(50));
        index.commit();
        index.check();
        index.reopen();
      }
      index.merge();
      index.check();
    }
  }
}
