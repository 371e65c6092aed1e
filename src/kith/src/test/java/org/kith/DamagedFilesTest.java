package org.kith;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.KnnVectorValues.DocIndexIterator;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.IOUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Bytes that were changed or lost give an exception or are reported, never a hang, a crash, or
/// another answer that nobody notices. All bytes with `-Dkith.slow=true`, a sample otherwise.
@Timeout(600)
@ParameterizedClass
@ValueSource(
    strings = {
      "HNSW2,SQ8,RFlat;efSearch=1",
      "HNSW2,SQ4,RFlat;efSearch=1",
      "HNSW2,RaBitQ,RFlat;efSearch=1",
      "HNSW2,RaBitQ,Refine(SQ8);efSearch=1",
      "NSW4,SQ8,RFlat;efSearch=1",
      "NSW4,RaBitQ2,RFlat;efSearch=1",
      "Flat,RaBitQ,RFlat",
      DamagedFilesTest.SKETCHED,
      DamagedFilesTest.OF_CELLS
    })
class DamagedFilesTest {
  private static final boolean ALL = Boolean.getBoolean("kith.slow");
  private static final int SAMPLE = 200;

  /// Of so many dimensions that there is a sketch.
  static final String SKETCHED = "HNSW2,SQ4,RFlat;efSearch=2";

  /// And a sketch of cells.
  static final String OF_CELLS = "HNSW3,SQ4,RFlat;efSearch=2";

  @Parameter String spec;
  @TempDir Path path;

  private Corpus corpus;
  private final Directory sound = new ByteBuffersDirectory();
  private final Map<Directory, String> damagedFiles = new HashMap<>();
  private List<Directory> copies;
  private List<Object> answers;

  @BeforeEach
  void index() throws IOException {
    corpus = new Corpus(800, dims(), VectorSimilarityFunction.COSINE, false, true);
    write(corpus, sound);
    answers = answers(sound);
    copies = List.of(new MMapDirectory(path), new ByteBuffersDirectory());
    for (Directory copy : copies) {
      for (String name : sound.listAll()) {
        copy.copyFrom(sound, name, name, IOContext.DEFAULT);
      }
    }
    assertEquals(spec.startsWith("Flat") ? 3 : 4, ourFiles().size());
  }

  private int dims() {
    return List.of(SKETCHED, OF_CELLS).contains(spec) ? 64 : 3;
  }

  private void write(Corpus documents, Directory directory) throws IOException {
    // Walked from 216 vectors on.
    IndexWriterConfig config =
        SketchedSegmentsTest.config(spec, spec.equals(OF_CELLS)).setUseCompoundFile(false);
    config.getMergePolicy().setNoCFSRatio(0);
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      for (int id = 0; id < documents.count(); id++) {
        writer.addDocument(documents.document(id));
      }
    }
  }

  @AfterEach
  void close() throws IOException {
    IOUtils.close(copies);
    sound.close();
  }

  @Test
  void changedBytes() throws IOException {
    Random random = new Random(1);
    for (String file : ourFiles()) {
      byte[] bytes = bytes(file);
      for (int at : sample(bytes.length, random)) {
        byte[] damaged = bytes.clone();
        damaged[at] ^= (byte) (1 << random.nextInt(8));
        check(file, damaged, at);
      }
    }
  }

  /// A whole byte of ones is a large number, or a negative one.
  @Test
  void largeNumbers() throws IOException {
    Random random = new Random(2);
    for (String file : ourFiles()) {
      byte[] bytes = bytes(file);
      for (int at : sample(bytes.length - 3, random)) {
        byte[] damaged = bytes.clone();
        damaged[at] = damaged[at + 1] = damaged[at + 2] = -1;
        damaged[at + 3] = 0x7f;
        check(file, damaged, at);
      }
    }
  }

  @Test
  void lostBytes() throws IOException {
    Random random = new Random(3);
    for (String file : ourFiles()) {
      byte[] bytes = bytes(file);
      for (int length : sample(bytes.length, random)) {
        byte[] damaged = Arrays.copyOf(bytes, length);
        Directory directory = damaged(file, damaged, length);
        assertThrows(IOException.class, () -> DirectoryReader.open(directory).close(), file);
      }
    }
  }

  /// Metadata are not believed only because their checksum is right: the index cannot be read, or
  /// answers as it may. Of a dense field: Lucene believes what it wrote about a sparse one.
  @Test
  void wrongMetadata() throws IOException {
    Random random = new Random(4);
    Corpus dense = new Corpus(800, dims(), VectorSimilarityFunction.COSINE, false, false);
    try (Directory directory = new ByteBuffersDirectory()) {
      write(dense, directory);
      String file = metadata(directory);
      byte[] bytes = OurFiles.bytes(directory, file);
      for (int at : sample(bytes.length - Long.BYTES, random)) {
        byte[] damaged = bytes.clone();
        damaged[at] = (byte) random.nextInt();
        replace(directory, file, summed(damaged));
        try {
          answers(directory);
        } catch (IOException e) {
          assertNotNull(e.getMessage());
        } catch (RuntimeException | Error e) {
          throw new AssertionError("byte " + at + " of metadata is " + damaged[at], e);
        }
      }
    }
  }

  /// A form that the vectors do not have does not fit their section; bytes have one form only.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void wrongForm(boolean ofBytes) throws IOException {
    Corpus dense = new Corpus(800, dims(), VectorSimilarityFunction.COSINE, ofBytes, false);
    try (Directory directory = new ByteBuffersDirectory()) {
      write(dense, directory);
      String file = metadata(directory);
      byte[] bytes = OurFiles.bytes(directory, file);
      // Encoding, dimensions, 800 in seven bits each, and the form.
      byte[] before = {
        (byte) (ofBytes ? 1 : 0), (byte) dims(), (byte) ((800 & 127) | 128), 800 >> 7
      };
      int[] places =
          IntStream.range(before.length, bytes.length)
              .filter(i -> Arrays.equals(before, Arrays.copyOfRange(bytes, i - 4, i)))
              .toArray();
      assertEquals(1, places.length);
      assertEquals(ofBytes ? 0 : 2, bytes[places[0]]);
      for (int form = 0; form < 256; form++) {
        byte[] damaged = bytes.clone();
        damaged[places[0]] = (byte) form;
        replace(directory, file, summed(damaged));
        if (Arrays.equals(bytes, damaged)) {
          DirectoryReader.open(directory).close();
        } else {
          assertThrows(
              CorruptIndexException.class,
              () -> DirectoryReader.open(directory).close(),
              "form " + form);
        }
      }
    }
  }

  private static String metadata(Directory directory) throws IOException {
    return Arrays.stream(directory.listAll()).filter(n -> n.endsWith(".kithm")).findAny().get();
  }

  /// Corrects the checksum.
  private static byte[] summed(byte[] file) {
    int summed = file.length - Long.BYTES;
    CRC32 sum = new CRC32();
    sum.update(file, 0, summed);
    ByteBuffer.wrap(file).putLong(summed, sum.getValue());
    return file;
  }

  private void check(String file, byte[] damaged, int at) throws IOException {
    Directory directory = damaged(file, damaged, at);
    List<Object> found;
    try {
      found = answers(directory);
    } catch (IOException e) {
      return;
    } catch (AssertionError e) {
      // Lucene looks at documents of sparse fields in assertions only.
      assertTrue(e.getStackTrace()[0].getClassName().startsWith("org.apache.lucene."), e::toString);
      return;
    }
    boolean same = equal(found, answers);
    assertTrue(same || reported(directory, file), "byte " + at + " of " + file);
  }

  private static boolean reported(Directory directory, String file) throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      CorruptIndexException e =
          assertThrows(
              CorruptIndexException.class,
              () -> reader.leaves().getFirst().reader().checkIntegrity());
      return e.getMessage().contains(file);
    }
  }

  /// A copy of the index with one file changed; mapped, as most indexes are, or not.
  private Directory damaged(String file, byte[] bytes, int number) throws IOException {
    Directory directory = copies.get(number % copies.size());
    String before = damagedFiles.put(directory, file);
    if (before != null && !before.equals(file)) {
      directory.deleteFile(before);
      directory.copyFrom(sound, before, before, IOContext.DEFAULT);
    }
    replace(directory, file, bytes);
    return directory;
  }

  private static void replace(Directory directory, String file, byte[] bytes) throws IOException {
    directory.deleteFile(file);
    try (IndexOutput out = directory.createOutput(file, IOContext.DEFAULT)) {
      out.writeBytes(bytes, bytes.length);
    }
  }

  private List<String> ourFiles() throws IOException {
    return List.of(sound.listAll()).stream().filter(name -> name.contains(".kith")).toList();
  }

  private byte[] bytes(String file) throws IOException {
    try (IndexInput in = sound.openInput(file, IOContext.READONCE)) {
      byte[] bytes = new byte[(int) in.length()];
      in.readBytes(bytes, 0, bytes.length);
      return bytes;
    }
  }

  private static int[] sample(int length, Random random) {
    return ALL || length <= SAMPLE
        ? IntStream.range(0, length).toArray()
        : random.ints(SAMPLE, 0, length).toArray();
  }

  /// Everything that can be read.
  private List<Object> answers(Directory directory) throws IOException {
    List<Object> all = new ArrayList<>();
    try (IndexReader reader = DirectoryReader.open(directory)) {
      CodecReader leaf = (CodecReader) reader.leaves().getFirst().reader();
      KnnVectorsReader vectors = leaf.getVectorReader();
      AcceptDocs docs = AcceptDocs.fromLiveDocs(null, leaf.maxDoc());
      for (int i = 0; i < 5; i++) {
        TopKnnCollector collector = new TopKnnCollector(10, Integer.MAX_VALUE);
        vectors.search(Corpus.FIELD, corpus.floatQuery(i), collector, docs);
        for (ScoreDoc hit : collector.topDocs().scoreDocs) {
          all.add(List.of(hit.doc, hit.score));
        }
      }
      FloatVectorValues values = vectors.getFloatVectorValues(Corpus.FIELD);
      DocIndexIterator doc = values.iterator();
      while (doc.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
        all.add(doc.docID());
        all.add(values.vectorValue(doc.index()).clone());
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return all;
  }

  private static boolean equal(List<Object> a, List<Object> b) {
    return Arrays.deepEquals(a.toArray(), b.toArray());
  }
}
