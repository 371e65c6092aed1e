package org.kith.tools.bench;

import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.queries.function.FunctionScoreQuery;
import org.apache.lucene.search.FullPrecisionFloatVectorSimilarityValuesSource;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.kith.tools.data.Metric;

/**
 * Lucene's own exact search: every vector read and compared by the similarity function, as a query
 * over all documents. There is no graph.
 *
 * @param similarity of the vectors compared
 */
record LuceneScan(VectorSimilarityFunction similarity) implements Contender {
  static final String NAME = "lucene-flat";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public KnnVectorsFormat format(ExecutorService workers, int threads) {
    int never = Integer.MAX_VALUE; // a graph is built of more vectors than this times a logarithm
    return new Lucene99HnswVectorsFormat(16, 100, 1, null, never);
  }

  @Override
  public Optional<Contender> under(Metric metric) {
    return Optional.ofNullable(metric.similarity()).map(LuceneScan::new);
  }

  @Override
  public boolean scans() {
    return true;
  }

  @Override
  public Query query(Target target, int k, int ef) {
    if (target.floats() == null) {
      throw new IllegalArgumentException(NAME + " compares float vectors, not bytes");
    }
    return new FunctionScoreQuery(
        MatchAllDocsQuery.INSTANCE,
        new FullPrecisionFloatVectorSimilarityValuesSource(
            target.floats(), FieldData.VECTOR, similarity));
  }
}
