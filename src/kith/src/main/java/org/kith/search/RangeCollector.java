package org.kith.search;

import java.io.IOException;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.QueryTimeout;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.knn.KnnSearchStrategy;
import org.apache.lucene.util.BitSet;
import org.apache.lucene.util.FixedBitSet;

/// Collects all documents that a walk meets above a score. The bound stays at that score, so the
/// walk goes on while there are neighbours above it.
final class RangeCollector implements KnnCollector {
  private final float least;
  private final QueryTimeout timeout;
  private final FixedBitSet docs;
  private long visits;

  private RangeCollector(float least, QueryTimeout timeout, int maxDoc) {
    this.least = least;
    this.timeout = timeout;
    docs = new FixedBitSet(maxDoc);
  }

  /// Walks a segment.
  ///
  /// @param least score of a hit
  /// @param timeout ends the walk; null for none
  /// @return the hits, some of them perhaps a rounding too far
  static BitSet collect(LeafReader reader, VectorTarget target, float least, QueryTimeout timeout)
      throws IOException {
    RangeCollector collector = new RangeCollector(least, timeout, reader.maxDoc());
    AcceptDocs live = AcceptDocs.fromLiveDocs(reader.getLiveDocs(), reader.maxDoc());
    switch (target.vector()) {
      case float[] floats -> reader.searchNearestVectors(target.field(), floats, collector, live);
      case byte[] bytes -> reader.searchNearestVectors(target.field(), bytes, collector, live);
      default -> throw new IllegalStateException("neither float[] nor byte[]: " + target);
    }
    return collector.docs;
  }

  @Override
  public boolean collect(int doc, float score) {
    if (score >= least) {
      docs.set(doc);
    }
    return true;
  }

  @Override
  public boolean earlyTerminated() {
    return timeout != null && timeout.shouldExit();
  }

  @Override
  public void incVisitedCount(int count) {
    visits += count;
  }

  @Override
  public long visitedCount() {
    return visits;
  }

  @Override
  public long visitLimit() {
    return Long.MAX_VALUE;
  }

  /// As of all collectors of ranges: how many there will be is not known.
  @Override
  public int k() {
    return 1;
  }

  @Override
  public KnnSearchStrategy getSearchStrategy() {
    return null;
  }

  @Override
  public float minCompetitiveSimilarity() {
    return least;
  }

  @Override
  public TopDocs topDocs() {
    throw new UnsupportedOperationException("a range has no top");
  }
}
