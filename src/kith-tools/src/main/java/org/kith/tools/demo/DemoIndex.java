package org.kith.tools.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.IntField;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.kith.KithCodec;
import org.kith.tools.data.Vectors;

/** Makes the demo's index: text, vector and metadata of every comment in one Lucene document. */
final class DemoIndex {
  static final String WORDS = "words";
  static final String TITLE = "title";
  static final String SENTENCE = "sentence";
  static final String PACKAGE = "package";
  static final String KIND = "kind";
  static final String MODIFIER = "modifier";
  static final String SINCE = "since";
  static final String VECTOR = "vector";

  private DemoIndex() {}

  /**
   * Writes the index into a folder, which must not have one.
   *
   * @param vectors of the comments, in their order
   */
  static void write(Path folder, List<Comment> comments, Vectors vectors, Parts parts)
      throws IOException {
    parts.total(comments.size());
    try (Analyzer words = new Words();
        Directory directory = new MMapDirectory(folder);
        IndexWriter writer = new IndexWriter(directory, config(words))) {
      for (int i = 0; i < comments.size(); i++) {
        writer.addDocument(document(comments.get(i), vectors.row(i)));
        parts.done(1);
      }
      writer.forceMerge(1);
    }
  }

  /** The one line that makes an application use Kith is the last but one. */
  private static IndexWriterConfig config(Analyzer words) {
    return new IndexWriterConfig(words)
        .setOpenMode(IndexWriterConfig.OpenMode.CREATE)
        .setCodec(new KithCodec())
        .setRAMBufferSizeMB(256);
  }

  private static Document document(Comment comment, float[] vector) {
    Document document = new Document();
    document.add(new TextField(WORDS, comment.words(), Field.Store.NO));
    document.add(new StoredField(TITLE, comment.title()));
    document.add(new StoredField(SENTENCE, comment.sentence()));
    document.add(new StringField(PACKAGE, comment.packageName(), Field.Store.YES));
    document.add(new StringField(KIND, comment.kind(), Field.Store.YES));
    for (String modifier : comment.modifiers()) {
      document.add(new StringField(MODIFIER, modifier, Field.Store.YES));
    }
    document.add(new IntField(SINCE, comment.since(), Field.Store.YES));
    document.add(new KnnFloatVectorField(VECTOR, vector, VectorSimilarityFunction.COSINE));
    return document;
  }
}
