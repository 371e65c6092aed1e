package org.kith.ordeal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.lucene90.IndexedDISI;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.VectorEncoding;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.kith.lucene.Codecs;
import org.kith.lucene.MappedDirectory;
import org.kith.lucene.SmallGraphsFormat;
import org.kith.lucene.VectorField;

/// Damaged files: whatever happens to a byte, opening, searching or the check of integrity says
/// that the index is corrupt, and nothing says anything else. A sample of all bytes, or with
/// `-Dtests.slow=true` each of them.
public class DamageTest extends LuceneTestCase {
  private static final int SAMPLE = 400;
  private static final int DOCUMENTS = 40;
  private static final int DIMS = 3;

  private static final List<VectorField> FIELDS = fields();
  private static final String SPARSE = FIELDS.getLast().name();

  private static final boolean SLOW = Boolean.getBoolean("tests.slow");

  private static final List<Codec> CODED =
      List.of(
          Codecs.always(SmallGraphsFormat.over("SQ4")),
          Codecs.always(SmallGraphsFormat.over("RaBitQ2")),
          Codecs.always(SmallGraphsFormat.ofOneLayer()),
          Codecs.kith("Flat,RaBitQ,RFlat"));

  private static Directory directory;
  private static Map<String, byte[]> files;

  private static List<VectorField> fields() {
    List<VectorField> fields = new ArrayList<>();
    for (VectorEncoding encoding : VectorEncoding.values()) {
      for (var similarity :
          List.of(VectorSimilarityFunction.EUCLIDEAN, VectorSimilarityFunction.COSINE)) {
        fields.add(new VectorField(encoding + "-" + similarity, encoding, similarity, DIMS));
      }
    }
    return fields;
  }

  /// A segment with graphs, one without, and one with codes, of a random kind or, if there is time,
  /// of each; in all are dense and sparse fields.
  @BeforeClass
  public static void write() throws IOException {
    directory = new ByteBuffersDirectory();
    List<Codec> codecs =
        new ArrayList<>(List.of(Codecs.always(new SmallGraphsFormat()), Codecs.kith("Flat")));
    codecs.addAll(SLOW ? CODED : List.of(CODED.get(random().nextInt(CODED.size()))));
    for (Codec codec : codecs) {
      IndexWriterConfig config =
          new IndexWriterConfig()
              .setCodec(codec)
              .setUseCompoundFile(false)
              .setMergePolicy(NoMergePolicy.INSTANCE);
      try (IndexWriter writer = new IndexWriter(directory, config)) {
        for (int i = 0; i < DOCUMENTS; i++) {
          writer.addDocument(document(i));
        }
      }
    }
    files = new TreeMap<>();
    for (String file : directory.listAll()) {
      if (file.contains(".kith")) {
        try (IndexInput in = directory.openInput(file, IOContext.READONCE)) {
          byte[] bytes = new byte[(int) in.length()];
          in.readBytes(bytes, 0, bytes.length);
          files.put(file, bytes);
        }
      }
    }
  }

  private static Document document(int i) {
    Document document = new Document();
    for (VectorField field : FIELDS) {
      boolean dense = field.similarity() == VectorSimilarityFunction.EUCLIDEAN;
      if (dense || i % 3 > 0) {
        document.add(field.of(field.draw(random())));
      }
    }
    return document;
  }

  @AfterClass
  public static void close() throws IOException {
    directory.close();
    directory = null;
    files = null;
  }

  public void testIsSoundWithoutDamage() throws IOException {
    assertTrue("3 with graphs, 2 without, 3 or 4 with codes", files.size() >= 8);
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      use(reader);
      checkIntegrity(reader);
    }
  }

  public void testFlippedBytes() throws IOException {
    forBytes((file, bytes, at) -> {
      byte[] flipped = bytes.clone();
      flipped[at] ^= (byte) (1 << random().nextInt(Byte.SIZE));
      checkDamage(file, flipped, "bit of byte " + at);
      flipped[at] = (byte) ~bytes[at];
      checkDamage(file, flipped, "byte " + at);
    });
  }

  public void testCutFiles() throws IOException {
    forBytes((file, bytes, at) -> checkDamage(file, Arrays.copyOf(bytes, at), "cut after " + at));
  }

  /// More than one byte at a time: pages that were never written, or written elsewhere.
  public void testOverwrittenStretches() throws IOException {
    forBytes((file, bytes, at) -> {
      byte[] overwritten = bytes.clone();
      int end = Math.min(bytes.length, at + 1 + random().nextInt(64));
      byte[] other = new byte[end - at];
      if (random().nextBoolean()) {
        random().nextBytes(other);
      }
      System.arraycopy(other, 0, overwritten, at, other.length);
      if (!Arrays.equals(bytes, overwritten)) {
        checkDamage(file, overwritten, at + " to " + end);
      }
    });
  }

  public void testLongerFiles() throws IOException {
    for (var file : files.entrySet()) {
      byte[] bytes = file.getValue();
      checkDamage(file.getKey(), Arrays.copyOf(bytes, bytes.length + 1), "a byte more");
    }
  }

  public void testMissingFiles() throws IOException {
    for (String file : files.keySet()) {
      checkDamage(file, null, "missing");
    }
  }

  public void testFilesOfOtherSegments() throws IOException {
    for (var file : files.entrySet()) {
      for (var other : files.entrySet()) {
        if (!file.getKey().equals(other.getKey())) {
          checkDamage(file.getKey(), other.getValue(), "replaced by " + other.getKey());
        }
      }
    }
  }

  private interface Damage {
    void inflict(String file, byte[] bytes, int at) throws IOException;
  }

  private static void forBytes(Damage damage) throws IOException {
    int all = files.values().stream().mapToInt(bytes -> bytes.length).sum();
    for (var file : files.entrySet()) {
      int length = file.getValue().length;
      // Small files are looked at more closely.
      int sample = Math.max(SAMPLE / 10, (int) ((long) SAMPLE * length / all));
      int[] places =
          SLOW || length <= sample
              ? IntStream.range(0, length).toArray()
              : random().ints(sample, 0, length).toArray();
      for (int at : places) {
        damage.inflict(file.getKey(), file.getValue(), at);
      }
    }
  }

  private static void checkDamage(String file, byte[] bytes, String what) throws IOException {
    Directory damaged = new DamagedDirectory(directory, file, bytes);
    for (Directory opened : List.of(damaged, new MappedDirectory(damaged))) {
      String place = file + ": " + what + (opened == damaged ? ", fetched" : ", in place");
      try {
        assertTrue(place + " was not noticed", isNoticed(opened));
      } catch (IOException | RuntimeException | AssertionError | StackOverflowError e) {
        throw new AssertionError(place, e);
      }
    }
  }

  private static boolean isNoticed(Directory damaged) throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(damaged)) {
      try {
        use(reader);
      } catch (CorruptIndexException e) {
        assertNotNull(e.getMessage());
      } catch (AssertionError e) {
        // Lucene's list of documents distrusts its bytes, but only where assertions are on.
        assertEquals(IndexedDISI.class.getName(), e.getStackTrace()[0].getClassName());
      }
      checkIntegrity(reader);
      return false;
    } catch (CorruptIndexException | IndexFormatTooNewException | IndexFormatTooOldException e) {
      return true;
    }
  }

  /// Reads and searches everything. Wrong answers are not noticed here.
  private static void use(DirectoryReader reader) throws IOException {
    IndexSearcher searcher = new IndexSearcher(reader);
    for (VectorField field : FIELDS) {
      for (int k : new int[] {1, 5, 2 * DOCUMENTS}) {
        Object target = field.draw(random());
        searcher.search(field.query(target, k, null, null), k);
        searcher.search(field.query(target, k, new FieldExistsQuery(SPARSE), null), k);
      }
      for (LeafReaderContext leaf : reader.leaves()) {
        KnnVectorValues values = field.values(leaf.reader());
        KnnVectorValues.DocIndexIterator doc = values.iterator();
        while (doc.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
          field.value(values, doc.index());
        }
      }
    }
  }

  private static void checkIntegrity(DirectoryReader reader) throws IOException {
    for (LeafReaderContext leaf : reader.leaves()) {
      ((CodecReader) leaf.reader()).checkIntegrity();
    }
  }
}
