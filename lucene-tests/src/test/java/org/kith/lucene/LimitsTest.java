package org.kith.lucene;

import com.carrotsearch.randomizedtesting.annotations.Repeat;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.QueryTimeout;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.search.TotalHits;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;

/// Searches that are told to stop: after some time, or after some vectors. What they bring by then
/// is right, and says that it is not all.
@Repeat(iterations = 3)
public class LimitsTest extends LuceneTestCase {
  private static final int SIZE = 2000;
  private static final int K = 10;

  /// Vectors that may be scored between two looks at the limit.
  private static final int BLOCK = 64;

  public void testTimeoutsOfWalks() throws IOException {
    timeouts(Codecs.always(new SmallGraphsFormat()));
  }

  public void testTimeoutsOfScans() throws IOException {
    timeouts(Codecs.kith("Flat"));
  }

  private static void timeouts(Codec codec) throws IOException {
    try (SampleIndex index = new SampleIndex(random(), codec, SIZE, 1 + random().nextInt(3))) {
      boolean cutShort = false;
      for (VectorField field : index.fields()) {
        for (int looks = 0; looks < 40; looks += 1 + random().nextInt(4)) {
          boolean filtered = random().nextBoolean();
          Query filter = filtered ? SampleIndex.range(SIZE / 5, SIZE) : null;
          Object target = index.target(field);
          Query query = field.query(target, K, filter, null);
          IndexSearcher searcher = new IndexSearcher(index.reader());
          searcher.setTimeout(after(looks));
          TopDocs docs = searcher.search(query, K);
          index.check(field, target, docs.scoreDocs, id -> !filtered || id >= SIZE / 5);
          cutShort |= docs.scoreDocs.length < K;
        }
      }
      assertTrue("no search was cut short", cutShort);
    }
  }

  /// Time is up when it was asked for often enough.
  private static QueryTimeout after(int looks) {
    AtomicInteger left = new AtomicInteger(looks);
    return () -> left.getAndDecrement() <= 0;
  }

  public void testVisitLimitsOfWalks() throws IOException {
    visitLimits(Codecs.always(new SmallGraphsFormat()));
  }

  public void testVisitLimitsOfScans() throws IOException {
    visitLimits(Codecs.kith("Flat"));
  }

  private static void visitLimits(Codec codec) throws IOException {
    try (SampleIndex index = new SampleIndex(random(), codec, SIZE, 1)) {
      LeafReaderContext leaf = index.reader().leaves().getFirst();
      for (int limit = 1; limit <= 2 * SIZE; limit += 1 + random().nextInt(limit)) {
        float[] target = (float[]) index.target(index.floats);
        TopKnnCollector collector = new TopKnnCollector(K, limit);
        leaf.reader()
            .searchNearestVectors(
                index.floats.name(), target, collector, acceptDocs(leaf.reader().getLiveDocs()));
        long visits = collector.visitedCount();
        assertTrue(visits + " visits of " + limit, visits < limit + BLOCK);
        TopDocs docs = collector.topDocs();
        boolean complete = docs.totalHits.relation() == TotalHits.Relation.EQUAL_TO;
        assertEquals("limit " + limit + ", " + visits + " visits", visits < limit, complete);
        index.check(index.floats, target, docs.scoreDocs, id -> true);
        if (complete) {
          assertEquals(K, docs.scoreDocs.length);
        }
      }
    }
  }

  /// Live documents, half of them at random or all.
  private static AcceptDocs acceptDocs(Bits live) throws IOException {
    if (random().nextBoolean()) {
      return AcceptDocs.fromLiveDocs(live, SIZE);
    }
    FixedBitSet accepted = new FixedBitSet(SIZE);
    for (int doc = 0; doc < SIZE; doc++) {
      if (random().nextBoolean() && (live == null || live.get(doc))) {
        accepted.set(doc);
      }
    }
    return AcceptDocs.fromLiveDocs(accepted, SIZE);
  }
}
