package org.kith.tools.bench;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.store.Directory;

/** A committed index on disk: how large it is, and how long it takes to open. */
record IndexFiles(double openMillis, int segments, Map<String, Long> bytesByExtension) {
  private static final int OPENINGS = 7;

  static IndexFiles of(Directory directory) throws IOException {
    Map<String, Long> bytes = new TreeMap<>();
    for (String file : directory.listAll()) {
      if (!file.equals(IndexWriter.WRITE_LOCK_NAME)) {
        String extension = IndexFileNames.getExtension(file);
        bytes.merge(extension == null ? file : extension, directory.fileLength(file), Long::sum);
      }
    }
    double[] millis = new double[OPENINGS];
    int segments = 0;
    for (int i = 0; i < OPENINGS; i++) {
      long start = System.nanoTime();
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        millis[i] = (System.nanoTime() - start) / 1e6;
        segments = reader.leaves().size();
      }
    }
    Arrays.sort(millis);
    return new IndexFiles(millis[OPENINGS / 2], segments, bytes);
  }

  long bytes() {
    return bytesByExtension.values().stream().mapToLong(Long::longValue).sum();
  }
}
