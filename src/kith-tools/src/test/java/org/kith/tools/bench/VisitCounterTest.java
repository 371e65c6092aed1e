package org.kith.tools.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisitCounterTest {
  private static final int COUNT = 500;
  private static final int DIMS = 4;

  /** In segments so small all formats compare all vectors. */
  @ParameterizedTest
  @ValueSource(strings = {"Flat", "HNSW16", "lucene-hnsw"})
  void countsWhatIsScored(String spec) throws IOException {
    Contender contender = Contenders.parse(spec);
    IndexWriterConfig config = new IndexWriterConfig();
    config.setCodec(new ContenderCodec(contender.format(null, 1), DIMS));
    Random random = new Random(3);
    try (ByteBuffersDirectory directory = new ByteBuffersDirectory();
        IndexWriter writer = new IndexWriter(directory, config)) {
      for (int i = 0; i < COUNT; i++) {
        Document document = new Document();
        document.add(new KnnFloatVectorField(FieldData.VECTOR, vector(random)));
        writer.addDocument(document);
      }
      writer.forceMerge(1);
      try (VisitCounter counter = new VisitCounter(DirectoryReader.open(writer))) {
        assertEquals(0, counter.visits());
        float[] target = vector(random);
        KnnFloatVectorQuery query = new KnnFloatVectorQuery(FieldData.VECTOR, target, 10);
        List<Integer> found = docs(new IndexSearcher(counter).search(query, 10).scoreDocs);
        long scored = counter.visits();
        assertEquals(COUNT, scored, spec);
        IndexSearcher plain = new IndexSearcher(counter.getDelegate());
        assertArrayEquals(docs(plain.search(query, 10).scoreDocs).toArray(), found.toArray(), spec);
        assertEquals(scored, counter.visits());
      }
    }
  }

  private static List<Integer> docs(ScoreDoc[] hits) {
    return Stream.of(hits).map(hit -> hit.doc).toList();
  }

  private static float[] vector(Random random) {
    float[] vector = new float[DIMS];
    for (int i = 0; i < DIMS; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return vector;
  }
}
