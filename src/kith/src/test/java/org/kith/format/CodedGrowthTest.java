package org.kith.format;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Random;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kith.KithCodec;
import org.kith.KithVectorsFormat;
import org.kith.graph.Growth;
import org.kith.spec.Spec;

/// How distances grow is measured as queries see it: between codes, a vector of any length but one
/// is no longer its own nearest, and no law would hold.
class CodedGrowthTest {
  private static final int SIZE = 3000;
  private static final int DIMS = 64;

  private final long seed = Long.getLong("kith.seed", new Random().nextLong());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          HNSW16,SQ4,RFlat|EUCLIDEAN
          HNSW16,SQ8,RFlat|EUCLIDEAN
          HNSW16,RaBitQ2,RFlat|EUCLIDEAN
          HNSW16,RaBitQ4,RFlat|EUCLIDEAN
          HNSW16,RaBitQ,Refine(SQ8)|EUCLIDEAN
          HNSW16,SQ4,RFlat|COSINE
          HNSW16,RaBitQ2,RFlat|COSINE
          HNSW16,SQ4,RFlat|DOT_PRODUCT
          HNSW16,RaBitQ2,RFlat|DOT_PRODUCT
          """)
  void isLikeThatOfVectors(String spec, VectorSimilarityFunction similarity) throws Exception {
    float[][] vectors = vectors(similarity);
    Growth expected = growth("HNSW16,Flat", vectors, similarity);
    Growth found = growth(spec, vectors, similarity);
    assertTrue(expected.exponent() > 0);
    // The nearest by estimates are those that look nearer than they are: more so with fewer bits.
    String message = expected + ", seed " + seed;
    assertTrue(found.exponent() > 0.8 * expected.exponent(), message);
    assertTrue(found.exponent() < 2 * expected.exponent(), message);
  }

  private float[][] vectors(VectorSimilarityFunction similarity) {
    Random random = new Random(seed);
    float[][] vectors = new float[SIZE][DIMS];
    for (float[] vector : vectors) {
      double squares = 0;
      for (int i = 0; i < DIMS; i++) {
        vector[i] = (float) (random.nextGaussian() + 2);
        squares += vector[i] * vector[i];
      }
      boolean unit = similarity == VectorSimilarityFunction.DOT_PRODUCT;
      double scale = unit ? 1 / Math.sqrt(squares) : Math.exp(0.3 * random.nextGaussian());
      for (int i = 0; i < DIMS; i++) {
        vector[i] *= (float) scale;
      }
    }
    return vectors;
  }

  private static Growth growth(String spec, float[][] vectors, VectorSimilarityFunction similarity)
      throws IOException {
    IndexWriterConfig config =
        new IndexWriterConfig().setCodec(new KithCodec(KithVectorsFormat.of(spec)));
    try (Directory directory = new ByteBuffersDirectory()) {
      try (IndexWriter writer = new IndexWriter(directory, config)) {
        for (float[] vector : vectors) {
          Document document = new Document();
          document.add(new KnnFloatVectorField("v", vector, similarity));
          writer.addDocument(document);
        }
      }
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        CodecReader leaf = (CodecReader) reader.leaves().getFirst().reader();
        var formats = (PerFieldKnnVectorsFormat.FieldsReader) leaf.getVectorReader();
        KithReader fields = (KithReader) formats.getFieldReader("v");
        return fields
            .graph("v", fields.metric("v"), FieldSettings.of(Spec.parse(spec)).degrees())
            .growth();
      }
    }
  }
}
