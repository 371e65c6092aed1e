package org.kith.ordeal;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.apache.lucene.tests.util.TestUtil;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.InfoStream;
import org.kith.lucene.Codecs;

/// A process that writes is killed, in a flush, in a merge, or anywhere: all that it committed is
/// there, and the next one goes on. A few times, or with `-Dtests.slow=true` many.
public class KillTest extends LuceneTestCase {
  private static final List<String> SPECS =
      Stream.concat(Stream.of("HNSW16,Flat"), Codecs.CODED.stream())
          .filter(spec -> !spec.startsWith("Flat"))
          .toList();

  private static final int MAX_LINES = 8;
  private static final int MAX_MILLIS = 60;

  public void testKilledWriters() throws Exception {
    int rounds = Boolean.getBoolean("tests.slow") ? 40 : 3;
    Path path = createTempDir();
    int interrupted = 0;
    for (int i = 0; i < rounds; i++) {
      int batches = writeAndKill(path);
      try (Directory directory = new MMapDirectory(path)) {
        interrupted += isInterrupted(directory) ? 1 : 0;
        check(directory, batches);
      }
    }
    assertTrue("no flush or merge was interrupted", interrupted > 0);
    goOn(path);
  }

  /// @return batches that the killed process said it had committed
  private static int writeAndKill(Path path) throws Exception {
    Process process = start(path);
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      int batches = 0;
      int lines = 1 + random().nextInt(MAX_LINES);
      boolean inMerge = random().nextBoolean();
      String last = "";
      while (batches == 0 || lines > 0 || (inMerge && !last.contains("merging"))) {
        last = out.readLine();
        assertNotNull("ended by itself", last);
        batches = Math.max(batches, batches(last));
        lines--;
      }
      assertFalse(process.waitFor(random().nextInt(MAX_MILLIS), TimeUnit.MILLISECONDS));
      // Not through the process itself, which would close what it has said last.
      process.toHandle().destroyForcibly();
      process.waitFor();
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        batches = Math.max(batches, batches(line));
      }
      return batches;
    } finally {
      process.destroyForcibly();
    }
  }

  private static int batches(String line) {
    return line.startsWith(KilledWriter.BATCHES)
        ? Integer.parseInt(line.substring(KilledWriter.BATCHES.length() + 1))
        : 0;
  }

  /// With a graph: only that takes long enough to be interrupted. Each process may have another.
  private static String anySpec() {
    return SPECS.get(random().nextInt(SPECS.size()));
  }

  private static Process start(Path path) throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx200m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            classPath,
            KilledWriter.class.getName(),
            path.toString(),
            anySpec());
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  /// Files of vectors that no commit knows: somebody was writing them.
  private static boolean isInterrupted(Directory directory) throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      Set<String> known = Set.copyOf(reader.getIndexCommit().getFileNames());
      for (String file : directory.listAll()) {
        if (file.contains("_Kith1_") && !known.contains(file)) {
          return true;
        }
      }
      return false;
    }
  }

  private static void check(Directory directory, int atLeast) throws IOException {
    CheckIndex.Status status = TestUtil.checkIndex(directory);
    assertTrue(status.clean);
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      int batches =
          Integer.parseInt(reader.getIndexCommit().getUserData().get(KilledWriter.BATCHES));
      assertTrue(batches + " batches of " + atLeast, batches >= atLeast);
      BitSet found = new BitSet();
      for (LeafReaderContext leaf : reader.leaves()) {
        check(leaf, found);
      }
      for (int id = 0; id < batches * KilledWriter.BATCH; id++) {
        assertEquals("id " + id, !KilledWriter.isDeleted(id, batches), found.get(id));
      }
      assertEquals(batches * KilledWriter.BATCH, found.length());
      IndexSearcher searcher = new IndexSearcher(reader);
      float[] target = KilledWriter.vector(random().nextInt(KilledWriter.BATCH));
      var query = new KnnFloatVectorQuery(KilledWriter.VECTOR, target, 10);
      assertEquals(10, searcher.search(query, 10).scoreDocs.length);
    }
  }

  /// Every live document has its vector.
  private static void check(LeafReaderContext leaf, BitSet found) throws IOException {
    FloatVectorValues values = leaf.reader().getFloatVectorValues(KilledWriter.VECTOR);
    assertEquals(leaf.reader().maxDoc(), values.size());
    StoredFields stored = leaf.reader().storedFields();
    Bits live = leaf.reader().getLiveDocs();
    KnnVectorValues.DocIndexIterator doc = values.iterator();
    while (doc.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
      if (live == null || live.get(doc.docID())) {
        int id = stored.document(doc.docID()).getField(KilledWriter.ID).numericValue().intValue();
        assertFalse("twice: " + id, found.get(id));
        found.set(id);
        assertArrayEquals(KilledWriter.vector(id), values.vectorValue(doc.index()), 0);
      }
    }
  }

  /// Another writer clears up and goes on.
  private static void goOn(Path path) throws IOException {
    try (Directory directory = new MMapDirectory(path)) {
      int batches;
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        batches = Integer.parseInt(reader.getIndexCommit().getUserData().get(KilledWriter.BATCHES));
      }
      try (IndexWriter writer =
          new IndexWriter(
              directory, KilledWriter.config(anySpec()).setInfoStream(InfoStream.NO_OUTPUT))) {
        KilledWriter.writeBatch(writer, batches);
        writer.forceMerge(1);
        writer.setLiveCommitData(
            Map.of(KilledWriter.BATCHES, Integer.toString(batches + 1)).entrySet());
      }
      check(directory, batches + 1);
      assertFalse("left over", isInterrupted(directory));
    }
  }
}
