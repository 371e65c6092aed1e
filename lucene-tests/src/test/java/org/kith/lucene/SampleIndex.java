package org.kith.lucene;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.Closeable;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.IntField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.VectorEncoding;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.Directory;
import org.apache.lucene.tests.util.LuceneTestCase;

/// An index of clustered vectors, some of them deleted, and the exact answers over it.
final class SampleIndex implements Closeable {
  /// The document's number, stored and for ranges.
  static final String ID = "id";

  private static final int CLUSTERS = 20;
  private static final int DIMS = 12;

  /// The fields that every document has.
  final VectorField floats;

  final VectorField bytes;

  private final Random random;
  private final float[][] centres = new float[CLUSTERS][DIMS];
  private final Object[] floatValues;
  private final Object[] byteValues;
  private final Set<Integer> deleted = new HashSet<>();
  private final Directory directory;
  private final DirectoryReader reader;

  SampleIndex(Random random, Codec codec, int size, int segments) throws IOException {
    this.random = random;
    floats = new VectorField("floats", VectorEncoding.FLOAT32, similarity(), DIMS);
    bytes = new VectorField("bytes", VectorEncoding.BYTE, similarity(), DIMS);
    for (float[] centre : centres) {
      for (int i = 0; i < DIMS; i++) {
        centre[i] = (float) random.nextGaussian();
      }
    }
    floatValues = new Object[size];
    byteValues = new Object[size];
    directory = LuceneTestCase.newDirectory();
    IndexWriterConfig config =
        new IndexWriterConfig()
            .setCodec(codec)
            .setMergePolicy(NoMergePolicy.INSTANCE)
            .setMaxBufferedDocs((size + segments - 1) / segments)
            .setRAMBufferSizeMB(IndexWriterConfig.DISABLE_AUTO_FLUSH);
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      write(writer, size);
    }
    reader = DirectoryReader.open(directory);
  }

  private VectorSimilarityFunction similarity() {
    var all = VectorSimilarityFunction.values();
    return all[random.nextInt(all.length)];
  }

  private void write(IndexWriter writer, int size) throws IOException {
    for (int id = 0; id < size; id++) {
      floatValues[id] = target(floats);
      byteValues[id] = target(bytes);
      Document document = new Document();
      document.add(new IntField(ID, id, Field.Store.YES));
      document.add(floats.of(floatValues[id]));
      document.add(bytes.of(byteValues[id]));
      writer.addDocument(document);
    }
    for (int i = 0; i < size / 10; i++) {
      int id = random.nextInt(size);
      writer.deleteDocuments(IntField.newExactQuery(ID, id));
      deleted.add(id);
    }
  }

  List<VectorField> fields() {
    return List.of(floats, bytes);
  }

  DirectoryReader reader() {
    return reader;
  }

  IndexSearcher searcher() {
    return LuceneTestCase.newSearcher(reader);
  }

  int size() {
    return floatValues.length;
  }

  /// A vector as the index has them.
  Object target(VectorField field) {
    float[] centre = centres[random.nextInt(CLUSTERS)];
    float[] vector = new float[DIMS];
    byte[] coarse = new byte[DIMS];
    for (int i = 0; i < DIMS; i++) {
      vector[i] = centre[i] + 0.4f * (float) random.nextGaussian();
      coarse[i] = (byte) Math.clamp((long) (30 * vector[i]), Byte.MIN_VALUE, Byte.MAX_VALUE);
    }
    return field.encoding() == VectorEncoding.FLOAT32 ? vector : coarse;
  }

  Object value(VectorField field, int id) {
    return (field.encoding() == VectorEncoding.FLOAT32 ? floatValues : byteValues)[id];
  }

  /// Documents `from` to `to - 1`.
  static Query range(int from, int to) {
    return IntField.newRangeQuery(ID, from, to - 1);
  }

  IntStream live(IntPredicate accepted) {
    return IntStream.range(0, size()).filter(id -> !deleted.contains(id)).filter(accepted);
  }

  /// The exact answer: ids of live and accepted documents, best first.
  List<Integer> nearest(VectorField field, Object target, int k, IntPredicate accepted) {
    return live(accepted)
        .boxed()
        .sorted(
            Comparator.comparingDouble(
                (Integer id) -> -field.score(target, value(field, id)).high()))
        .limit(k)
        .collect(Collectors.toList());
  }

  /// Checks that hits are live, accepted and distinct, with right scores that do not rise.
  ///
  /// @return their ids
  Set<Integer> check(VectorField field, Object target, ScoreDoc[] hits, IntPredicate accepted)
      throws IOException {
    StoredFields stored = reader.storedFields();
    Set<Integer> ids = new HashSet<>();
    float last = Float.POSITIVE_INFINITY;
    for (ScoreDoc hit : hits) {
      int id = stored.document(hit.doc).getField(ID).numericValue().intValue();
      assertTrue("not accepted: " + id, accepted.test(id) && !deleted.contains(id));
      assertTrue("twice: " + id, ids.add(id));
      field.score(target, value(field, id)).check(hit.score, field + " " + id);
      assertTrue("scores rise", hit.score <= last);
      last = hit.score;
    }
    return ids;
  }

  /// The part of the exact answer that was found.
  double recall(VectorField field, Object target, Set<Integer> found, IntPredicate accepted) {
    List<Integer> exact = nearest(field, target, found.size(), accepted);
    assertEquals(exact.size(), found.size());
    if (exact.isEmpty()) {
      return 1;
    }
    // Equal scores may stand for each other.
    double worst = field.score(target, value(field, exact.getLast())).low();
    long right =
        found.stream().filter(id -> field.score(target, value(field, id)).high() >= worst).count();
    return (double) right / exact.size();
  }

  @Override
  public void close() throws IOException {
    reader.close();
    directory.close();
  }
}
