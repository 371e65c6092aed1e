package org.kith.tools.bench;

import java.util.concurrent.ExecutorService;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.search.Query;
import org.kith.KithVectorsFormat;
import org.kith.search.KithSearch;

/** Kith's format under any spec; the breadth is its own number, apart from k. */
record KithContender(String name, KithVectorsFormat spec) implements Contender {
  static Contender parse(String spec) {
    return new KithContender(spec.strip(), KithVectorsFormat.of(spec));
  }

  @Override
  public KnnVectorsFormat format(ExecutorService workers, int threads) {
    return workers == null ? spec : spec.withExecutor(workers, threads);
  }

  @Override
  public Query query(Target target, int k, int ef) {
    return target.nearest(k, KithSearch.efSearch(ef));
  }
}
