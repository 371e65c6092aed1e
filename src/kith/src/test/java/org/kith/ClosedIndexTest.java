package org.kith;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whoever reads on after an index was closed hears it in Lucene's words.
class ClosedIndexTest {
  @TempDir Path path;

  /// Vectors behind codes are widened when they are read.
  @ParameterizedTest
  @ValueSource(strings = {"HNSW8,Flat", "HNSW8,SQ4,RFlat", "Flat,RaBitQ,RFlat"})
  void mappedMemoryIsGone(String spec) throws IOException {
    Corpus corpus = Corpus.walked();
    try (Directory directory = DirectoryKind.MAPPED.open(path)) {
      try (IndexWriter writer = new IndexWriter(directory, RoundTripTest.config(spec))) {
        for (int id = 0; id < corpus.count(); id++) {
          writer.addDocument(corpus.document(id));
        }
      }
      KnnVectorsReader vectors;
      FloatVectorValues values;
      VectorScorer scorer;
      AcceptDocs docs;
      try (IndexReader reader = DirectoryReader.open(directory)) {
        vectors = ((CodecReader) reader.leaves().getFirst().reader()).getVectorReader();
        values = vectors.getFloatVectorValues(Corpus.FIELD);
        scorer = values.scorer(corpus.floatQuery(1));
        scorer.iterator().nextDoc();
        scorer.score();
        docs = AcceptDocs.fromLiveDocs(null, reader.maxDoc());
      }
      TopKnnCollector collector = new TopKnnCollector(10, Integer.MAX_VALUE);
      assertThrows(AlreadyClosedException.class, () -> values.vectorValue(0));
      assertThrows(AlreadyClosedException.class, scorer::score);
      assertThrows(
          AlreadyClosedException.class,
          () -> vectors.search(Corpus.FIELD, corpus.floatQuery(1), collector, docs));
      vectors.close();
    }
  }

  /// Vectors cross the border of two mappings, the graph does not: only the graph is read in place.
  @Test
  void mappedGraphIsGone() throws IOException {
    Corpus corpus = new Corpus(1500, 16, VectorSimilarityFunction.EUCLIDEAN, false, false);
    try (Directory directory = new MMapDirectory(path, 1 << 16)) {
      IndexWriterConfig config = RoundTripTest.config("HNSW2,Flat;efSearch=1");
      config.setUseCompoundFile(false);
      try (IndexWriter writer = new IndexWriter(directory, config)) {
        for (int id = 0; id < corpus.count(); id++) {
          writer.addDocument(corpus.document(id));
        }
      }
      KnnVectorsReader vectors;
      try (IndexReader reader = DirectoryReader.open(directory)) {
        vectors = ((CodecReader) reader.leaves().getFirst().reader()).getVectorReader();
      }
      AcceptDocs docs = AcceptDocs.fromLiveDocs(null, corpus.count());
      TopKnnCollector collector = new TopKnnCollector(10, Integer.MAX_VALUE);
      assertThrows(
          AlreadyClosedException.class,
          () -> vectors.search(Corpus.FIELD, corpus.floatQuery(1), collector, docs));
    }
  }
}
