package org.kith;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.KnnByteVectorField;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;

/// A small index whose vectors have a metric of Kith's.
final class MetricIndex implements AutoCloseable {
  static final String FIELD = "v";
  static final String ATTRIBUTE = "kith.metric";

  final Directory directory = new ByteBuffersDirectory();

  /// A document, counted in stored field and doc values `id`.
  ///
  /// @param attribute names the field's metric; null for none
  static Document document(int id, String attribute, float... vector) {
    Document document = document(id);
    document.add(
        new KnnFloatVectorField(
            FIELD,
            vector,
            attribute == null
                ? KnnFloatVectorField.createFieldType(
                    vector.length, VectorSimilarityFunction.EUCLIDEAN)
                : type(
                    KnnFloatVectorField.createFieldType(
                        vector.length, VectorSimilarityFunction.EUCLIDEAN),
                    attribute)));
    return document;
  }

  /// The same for bytes.
  static Document document(int id, String attribute, byte[] vector) {
    Document document = document(id);
    FieldType plain =
        KnnByteVectorField.createFieldType(vector.length, VectorSimilarityFunction.EUCLIDEAN);
    document.add(
        new KnnByteVectorField(FIELD, vector, attribute == null ? plain : type(plain, attribute)));
    return document;
  }

  /// A document without vector.
  static Document document(int id) {
    Document document = new Document();
    document.add(new StringField("id", Integer.toString(id), Field.Store.NO));
    document.add(new StoredField("id", id));
    document.add(new NumericDocValuesField("order", -id));
    return document;
  }

  private static FieldType type(FieldType plain, String attribute) {
    FieldType type = new FieldType(plain);
    type.putAttribute(ATTRIBUTE, attribute);
    type.freeze();
    return type;
  }

  static IndexWriterConfig config(String spec) {
    return new IndexWriterConfig()
        .setCodec(new KithCodec(KithVectorsFormat.of(spec)))
        .setMergeScheduler(new SerialMergeScheduler());
  }

  /// Adds a segment.
  void add(IndexWriterConfig config, Document... documents) throws IOException {
    try (IndexWriter writer =
        new IndexWriter(directory, config.setMergePolicy(NoMergePolicy.INSTANCE))) {
      for (Document document : documents) {
        writer.addDocument(document);
      }
    }
  }

  void add(String spec, Document... documents) throws IOException {
    add(config(spec), documents);
  }

  /// Merges all segments into one.
  void merge(String spec) throws IOException {
    merge(config(spec));
  }

  void merge(IndexWriterConfig config) throws IOException {
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      writer.forceMerge(1);
    }
  }

  IndexReader reader() throws IOException {
    return DirectoryReader.open(directory);
  }

  /// After a merge that failed. Lucene writes vectors late; what it wrote before lies around until
  /// the next writer comes. Segments that are whole are compound files.
  void checkNothingWritten() throws IOException {
    for (String name : directory.listAll()) {
      assertFalse(name.contains("kith"), name);
    }
  }

  /// The readers of all segments.
  static CodecReader[] leaves(IndexReader reader) {
    return reader.leaves().stream()
        .map(leaf -> (CodecReader) leaf.reader())
        .toArray(CodecReader[]::new);
  }

  /// Ids and scores, the best first: `3=0.5 7=0.25`.
  static String hits(IndexReader reader, Query query) throws IOException {
    IndexSearcher searcher = new IndexSearcher(reader);
    StringBuilder text = new StringBuilder();
    for (ScoreDoc hit : searcher.search(query, Math.max(1, reader.maxDoc())).scoreDocs) {
      Number id = searcher.storedFields().document(hit.doc).getField("id").numericValue();
      text.append(text.isEmpty() ? "" : " ").append(id).append('=').append(hit.score);
    }
    return text.toString();
  }

  @Override
  public void close() throws IOException {
    directory.close();
  }
}
