package org.kith.ordeal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.index.LogMergePolicy;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.Term;
import org.apache.lucene.tests.index.SuppressingConcurrentMergeScheduler;
import org.apache.lucene.tests.store.MockDirectoryWrapper;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.kith.lucene.Codecs;
import org.kith.lucene.Model;
import org.kith.lucene.ModelCheck;

/// The disk runs full at some byte, in a flush, a merge or a commit: what was committed is there,
/// no file stays open or is left over, and writing goes on when there is room again.
public class DiskFullTest extends LuceneTestCase {
  private static final String COMMIT = "commit";

  /// What each commit holds.
  private final List<Model> commits = new ArrayList<>();

  public void testNothingIsLost() throws IOException {
    // Closing it fails if a file is open or does not belong to the last commit.
    try (MockDirectoryWrapper directory = newMockDirectory()) {
      int rounds = atLeast(5);
      int full = 0;
      write(directory, Model.empty(random()));
      for (int i = 0; i < rounds; i++) {
        directory.setMaxSizeInBytes(directory.sizeInBytes() + random().nextInt(200_000));
        try {
          write(directory, commits.getLast().copy());
        } catch (IOException | IllegalStateException e) {
          assertTrue(e.toString(), isDiskFull(e));
          full++;
        }
        directory.setMaxSizeInBytes(0);
        check(directory);
      }
      assertTrue("never full", full > 0);
      write(directory, commits.getLast().copy());
      check(directory);
    }
  }

  /// The mock says so, or a writer that refuses to go on after it.
  private static boolean isDiskFull(Throwable t) {
    boolean saysSo = t instanceof IOException && t.getMessage().contains("fake disk full");
    return saysSo || (t.getCause() != null && isDiskFull(t.getCause()));
  }

  private static IndexWriterConfig config() {
    LogMergePolicy policy = new LogDocMergePolicy();
    policy.setMergeFactor(3);
    return new IndexWriterConfig()
        .setCodec(Codecs.any(random()))
        .setMaxBufferedDocs(10 + random().nextInt(30))
        .setMergePolicy(policy)
        .setMergeScheduler(
            random().nextBoolean()
                ? new SerialMergeScheduler()
                : new SuppressingConcurrentMergeScheduler() {
                  @Override
                  protected boolean isOK(Throwable t) {
                    return isDiskFull(t);
                  }
                });
  }

  private void write(MockDirectoryWrapper directory, Model now) throws IOException {
    IndexWriter writer = new IndexWriter(directory, config());
    try {
      for (int i = 0; i < 3; i++) {
        change(writer, now);
        if (random().nextInt(3) == 0) {
          writer.forceMerge(1);
        }
        writer.setLiveCommitData(Map.of(COMMIT, Integer.toString(commits.size())).entrySet());
        commits.add(now.copy());
        writer.commit();
      }
    } finally {
      writer.rollback();
    }
  }

  private static void change(IndexWriter writer, Model now) throws IOException {
    for (int i = 0; i < 40; i++) {
      writer.addDocument(now.put(now.newId(), random()));
    }
    for (int i = 0; i < 10; i++) {
      String id = now.anyId(random());
      writer.deleteDocuments(new Term(Model.ID, id));
      now.entries().remove(id);
    }
  }

  /// The index is one of the commits; those that failed are forgotten.
  private void check(MockDirectoryWrapper directory) throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      int commit = Integer.parseInt(reader.getIndexCommit().getUserData().get(COMMIT));
      assertTrue(commits.size() - commit <= 2);
      commits.subList(commit + 1, commits.size()).clear();
      new ModelCheck(commits.getLast(), reader, random()).run();
    }
  }
}
