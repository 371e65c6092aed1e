package org.kith.tools.bench;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FilterDirectoryReader;
import org.apache.lucene.index.FilterLeafReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.KnnCollector;

/**
 * A reader that counts the vectors that searches of any format score, by what they tell Lucene's
 * collectors: raw vectors or codes, once or in two passes. Candidates that a query scores again
 * itself are not among them. Not for timed searches.
 */
final class VisitCounter extends FilterDirectoryReader {
  private final AtomicLong visits;

  /** Counts from 0; closing it closes {@code reader}. */
  VisitCounter(DirectoryReader reader) throws IOException {
    this(reader, new AtomicLong());
  }

  private VisitCounter(DirectoryReader reader, AtomicLong visits) throws IOException {
    super(
        reader,
        new SubReaderWrapper() {
          @Override
          public LeafReader wrap(LeafReader leaf) {
            return new Leaf(leaf, visits);
          }
        });
    this.visits = visits;
  }

  /** Vectors scored since it was made. */
  long visits() {
    return visits.get();
  }

  @Override
  protected DirectoryReader doWrapDirectoryReader(DirectoryReader reader) throws IOException {
    return new VisitCounter(reader, visits);
  }

  @Override
  public CacheHelper getReaderCacheHelper() {
    return in.getReaderCacheHelper();
  }

  private static final class Leaf extends FilterLeafReader {
    private final AtomicLong visits;

    Leaf(LeafReader leaf, AtomicLong visits) {
      super(leaf);
      this.visits = visits;
    }

    @Override
    public void searchNearestVectors(
        String field, float[] target, KnnCollector collector, AcceptDocs acceptDocs)
        throws IOException {
      long before = collector.visitedCount();
      super.searchNearestVectors(field, target, collector, acceptDocs);
      visits.addAndGet(collector.visitedCount() - before);
    }

    @Override
    public void searchNearestVectors(
        String field, byte[] target, KnnCollector collector, AcceptDocs acceptDocs)
        throws IOException {
      long before = collector.visitedCount();
      super.searchNearestVectors(field, target, collector, acceptDocs);
      visits.addAndGet(collector.visitedCount() - before);
    }

    @Override
    public CacheHelper getCoreCacheHelper() {
      return in.getCoreCacheHelper();
    }

    @Override
    public CacheHelper getReaderCacheHelper() {
      return in.getReaderCacheHelper();
    }
  }
}
