package org.kith.ordeal;

import java.io.IOException;
import java.util.Random;
import org.apache.lucene.index.IndexWriter;

/// One thread's changes to documents of its own.
final class StressWrites {
  private final IndexWriter writer;
  private final int remainder;
  private final int writers;
  private final Random random;

  /// By place; -1 where there is no document.
  private final int[] versions;

  /// @param remainder of the ids that are this thread's, divided by the number of threads
  /// @param first documents that all threads have together in the beginning, with version 0
  StressWrites(IndexWriter writer, int remainder, int writers, int first, Random random) {
    this.writer = writer;
    this.remainder = remainder;
    this.writers = writers;
    this.random = random;
    versions = new int[2 * first / writers];
    for (int place = first / writers; place < versions.length; place++) {
      versions[place] = -1;
    }
  }

  /// Adds, changes or deletes one document.
  void write() throws IOException {
    int place = random.nextInt(versions.length);
    int id = place * writers + remainder;
    if (versions[place] >= 0 && random.nextInt(3) == 0) {
      writer.deleteDocuments(VersionedDocuments.term(id));
      versions[place] = -1;
    } else {
      versions[place]++;
      writer.updateDocument(
          VersionedDocuments.term(id), VersionedDocuments.document(id, versions[place]));
    }
  }
}
