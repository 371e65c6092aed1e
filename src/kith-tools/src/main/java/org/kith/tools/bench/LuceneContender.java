package org.kith.tools.bench;

import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104HnswScalarQuantizedVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.RescoreTopNQuery;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.knn.KnnSearchStrategy;
import org.apache.lucene.util.quantization.QuantizedByteVectorValues.ScalarEncoding;
import org.kith.tools.data.Metric;

/**
 * One of Lucene's own graph formats.
 *
 * <p>Lucene has no breadth apart from k: users ask for more documents than they want and take the
 * best of them, and so does this.
 *
 * @param encoding of the codes that are walked; null = raw vectors
 * @param oversample candidates per k that are scored again on the raw vectors; 0 = none
 */
record LuceneContender(
    String name, ScalarEncoding encoding, int m, int efConstruction, double oversample)
    implements Contender {

  @Override
  public KnnVectorsFormat format(ExecutorService workers, int threads) {
    int mergeWorkers = workers == null ? 1 : threads;
    return encoding == null
        ? new Lucene99HnswVectorsFormat(m, efConstruction, mergeWorkers, workers)
        : new Lucene104HnswScalarQuantizedVectorsFormat(
            encoding, m, efConstruction, mergeWorkers, workers);
  }

  /** The field's similarity says which. */
  @Override
  public Optional<Contender> under(Metric metric) {
    return Optional.<Contender>of(this).filter(contender -> metric.similarity() != null);
  }

  @Override
  public boolean scans() {
    return false;
  }

  @Override
  public Query query(Target target, int k, int ef) {
    int refined = (int) Math.ceil(oversample * k);
    if (refined == 0) {
      return target.nearest(Math.max(k, ef), KnnSearchStrategy.Hnsw.DEFAULT);
    }
    Query candidates = candidates(target.floats(), Math.max(ef, refined), refined);
    return RescoreTopNQuery.createFullPrecisionRescorerQuery(
        candidates, target.floats(), FieldData.VECTOR, k);
  }

  /** The best {@code refined} of {@code asked} documents by their codes. */
  private static Query candidates(float[] target, int asked, int refined) {
    return new KnnFloatVectorQuery(FieldData.VECTOR, target, asked) {
      @Override
      protected TopDocs mergeLeafResults(TopDocs[] perLeafResults) {
        return TopDocs.merge(refined, perLeafResults);
      }
    };
  }
}
