package org.kith;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnByteVectorField;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.ByteVectorValues;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.KnnByteVectorQuery;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.knn.KnnSearchStrategy;
import org.apache.lucene.util.VectorUtil;
import org.kith.kernel.RowForm;

/// Documents `0..count - 1`, some of them with a vector, and the true answers about them. The same
/// arguments give the same documents.
///
/// Vectors are whole numbers in clusters: exact as bytes, and with ties between them. As floats
/// they are made of these so that a given form is the shortest that holds all.
final class Corpus {
  static final String FIELD = "vector";
  static final String ID = "id";

  private static final int CLUSTER = 50;

  /// Of all components, without its sign.
  private static final int LEAST = 80;

  private final VectorSimilarityFunction similarity;
  private final boolean bytes;
  private final RowForm form;
  private final int dims;
  private final int[][] vectors;

  /// Floats are eighths.
  ///
  /// @param sparse whether every seventh document has no vector
  Corpus(int count, int dims, VectorSimilarityFunction similarity, boolean bytes, boolean sparse) {
    this(count, dims, similarity, bytes, sparse, RowForm.F16);
  }

  /// Documents with vectors of floats.
  ///
  /// @param form the shortest that holds them, but for normalised ones, which are plain
  Corpus(int count, int dims, VectorSimilarityFunction similarity, boolean sparse, RowForm form) {
    this(count, dims, similarity, false, sparse, form);
  }

  private Corpus(
      int count,
      int dims,
      VectorSimilarityFunction similarity,
      boolean bytes,
      boolean sparse,
      RowForm form) {
    this.similarity = similarity;
    this.bytes = bytes;
    this.form = form;
    this.dims = dims;
    Random random = new Random(count);
    int[][] centres = random(random, count / CLUSTER + 1, 60);
    vectors = new int[count][];
    for (int i = 0; i < count; i++) {
      if (!sparse || i % 7 != 3) {
        vectors[i] = near(centres[random.nextInt(centres.length)], random);
      }
    }
  }

  /// 1,500 documents: enough that the graph is walked.
  static Corpus walked() {
    return new Corpus(1500, 8, VectorSimilarityFunction.EUCLIDEAN, false, true);
  }

  private int[][] random(Random random, int count, int bound) {
    return IntStream.range(0, count)
        .mapToObj(i -> random.ints(dims, -bound, bound).toArray())
        .toArray(int[][]::new);
  }

  private static int[] near(int[] centre, Random random) {
    return Arrays.stream(centre).map(x -> x + random.nextInt(-20, 20)).toArray();
  }

  int count() {
    return vectors.length;
  }

  boolean hasVector(int id) {
    return vectors[id] != null;
  }

  /// The documents that have a vector.
  BitSet withVector() {
    BitSet set = new BitSet();
    IntStream.range(0, count()).filter(this::hasVector).forEach(set::set);
    return set;
  }

  Document document(int id) {
    Document document = new Document();
    document.add(new StringField(ID, Integer.toString(id), Field.Store.NO));
    document.add(new StoredField(ID, id));
    document.add(new StringField("even", Boolean.toString(id % 2 == 0), Field.Store.NO));
    document.add(new NumericDocValuesField("order", (id * 7919L) % count()));
    if (hasVector(id)) {
      document.add(
          bytes
              ? new KnnByteVectorField(FIELD, byteVector(vectors[id]), similarity)
              : new KnnFloatVectorField(FIELD, floatVector(vectors[id]), similarity));
    }
    return document;
  }

  /// A vector near those of the documents.
  int[] query(long seed) {
    Random random = new Random(seed);
    return near(vectors[random.nextInt(count() / 7) * 7], random);
  }

  Query query(int[] query, int k, Query filter, KnnSearchStrategy strategy) {
    return bytes
        ? new KnnByteVectorQuery(FIELD, byteVector(query), k, filter, strategy)
        : new KnnFloatVectorQuery(FIELD, floatVector(query), k, filter, strategy);
  }

  float score(int[] query, int id) {
    return bytes
        ? similarity.compare(byteVector(query), byteVector(vectors[id]))
        : similarity.compare(floatVector(query), floatVector(vectors[id]));
  }

  /// The best scores among some documents, descending.
  double[] best(int[] query, int k, BitSet ids) {
    return ids.stream()
        .filter(this::hasVector)
        .mapToObj(id -> (double) score(query, id))
        .sorted(Comparator.reverseOrder())
        .limit(k)
        .mapToDouble(score -> score)
        .toArray();
  }

  float[] floatQuery(long seed) {
    return floatVector(query(seed));
  }

  /// Checks that every segment gives back the vectors of its documents, and no others.
  void checkVectors(IndexReader reader) throws IOException {
    for (LeafReaderContext context : reader.leaves()) {
      KnnVectorValues values = values(context.reader());
      StoredFields stored = context.reader().storedFields();
      int withVector = 0;
      for (int doc = 0; doc < context.reader().maxDoc(); doc++) {
        withVector += hasVector(id(stored, doc)) ? 1 : 0;
      }
      assertEquals(withVector, values == null ? 0 : values.size());
      if (values != null) {
        checkVectors(values, stored);
      }
    }
  }

  private KnnVectorValues values(LeafReader reader) throws IOException {
    return bytes ? reader.getByteVectorValues(FIELD) : reader.getFloatVectorValues(FIELD);
  }

  private void checkVectors(KnnVectorValues values, StoredFields stored) throws IOException {
    KnnVectorValues.DocIndexIterator doc = values.iterator();
    for (int ordinal = 0; ordinal < values.size(); ordinal++) {
      assertEquals(values.ordToDoc(ordinal), doc.nextDoc());
      assertEquals(ordinal, doc.index());
      int[] vector = vectors[id(stored, doc.docID())];
      switch (values) {
        case ByteVectorValues v -> assertArrayEquals(byteVector(vector), v.vectorValue(ordinal));
        case FloatVectorValues v -> assertArrayEquals(floatVector(vector), v.vectorValue(ordinal));
        default -> fail("neither floats nor bytes: " + values);
      }
    }
    assertEquals(DocIdSetIterator.NO_MORE_DOCS, doc.nextDoc());
  }

  static int id(StoredFields stored, int doc) throws IOException {
    return stored.document(doc).getField(ID).numericValue().intValue();
  }

  float[] floatVector(int[] vector) {
    float[] floats = new float[vector.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] =
          switch (form) {
            case U8 -> vector[i] + LEAST;
            case F16 -> vector[i] / 8f;
            case PLAIN -> vector[i] / 10f;
          };
    }
    return similarity == VectorSimilarityFunction.DOT_PRODUCT
        ? VectorUtil.l2normalize(floats)
        : floats;
  }

  private static byte[] byteVector(int[] vector) {
    byte[] bytes = new byte[vector.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) vector[i];
    }
    return bytes;
  }
}
