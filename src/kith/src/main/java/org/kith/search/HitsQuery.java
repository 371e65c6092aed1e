package org.kith.search;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.Explanation;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;

/// What a query has found already, in one reader.
final class HitsQuery extends Query {
  /// A document of the whole reader.
  record Hit(int doc, float distance, float score) {}

  private final Query found;
  private final Object reader;
  private final int[] docs;
  private final float[] scores;

  private HitsQuery(Query found, Object reader, List<Hit> hits) {
    this.found = found;
    this.reader = reader;
    docs = hits.stream().mapToInt(Hit::doc).toArray();
    scores = new float[docs.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = hits.get(i).score;
    }
  }

  /// @param found the query that found them
  /// @param hits in any order
  static Query of(Query found, IndexReader reader, List<Hit> hits) {
    return hits.isEmpty()
        ? new MatchNoDocsQuery("nothing found by " + found)
        : new HitsQuery(
            found,
            reader.getContext().id(),
            hits.stream().sorted(Comparator.comparingInt(Hit::doc)).toList());
  }

  @Override
  public Weight createWeight(IndexSearcher searcher, ScoreMode scoreMode, float boost) {
    if (searcher.getIndexReader().getContext().id() != reader) {
      throw new IllegalStateException("these hits were found in another reader: " + this);
    }
    return new HitsWeight(this, boost);
  }

  private int from(int doc) {
    int place = Arrays.binarySearch(docs, doc);
    return place < 0 ? -1 - place : place;
  }

  @Override
  public void visit(QueryVisitor visitor) {
    visitor.visitLeaf(this);
  }

  @Override
  public boolean equals(Object other) {
    return sameClassAs(other)
        && reader == ((HitsQuery) other).reader
        && Arrays.equals(docs, ((HitsQuery) other).docs)
        && Arrays.equals(scores, ((HitsQuery) other).scores);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * System.identityHashCode(reader) + Arrays.hashCode(docs))
        + Arrays.hashCode(scores);
  }

  @Override
  public String toString(String field) {
    return docs.length + " hits of " + found;
  }

  private static final class HitsWeight extends Weight {
    private final HitsQuery hits;
    private final float boost;

    HitsWeight(HitsQuery hits, float boost) {
      super(hits);
      this.hits = hits;
      this.boost = boost;
    }

    @Override
    public Explanation explain(LeafReaderContext leaf, int doc) {
      int place = Arrays.binarySearch(hits.docs, leaf.docBase + doc);
      return place < 0
          ? Explanation.noMatch("not among " + hits)
          : Explanation.match(hits.scores[place] * boost, "among " + hits);
    }

    @Override
    public ScorerSupplier scorerSupplier(LeafReaderContext leaf) {
      int from = hits.from(leaf.docBase);
      int to = hits.from(leaf.docBase + leaf.reader().maxDoc());
      if (from == to) {
        return null;
      }
      return new ScorerSupplier() {
        @Override
        public Scorer get(long leadCost) {
          return new HitsScorer(hits, boost, leaf.docBase, from, to);
        }

        @Override
        public long cost() {
          return (long) to - from;
        }
      };
    }

    @Override
    public int count(LeafReaderContext leaf) {
      return hits.from(leaf.docBase + leaf.reader().maxDoc()) - hits.from(leaf.docBase);
    }

    @Override
    public boolean isCacheable(LeafReaderContext leaf) {
      return true;
    }
  }

  private static final class HitsScorer extends Scorer {
    private final HitsQuery hits;
    private final float boost;
    private final int docBase;
    private final int from;
    private final int to;
    private int at;

    HitsScorer(HitsQuery hits, float boost, int docBase, int from, int to) {
      this.hits = hits;
      this.boost = boost;
      this.docBase = docBase;
      this.from = from;
      this.to = to;
      at = from - 1;
    }

    @Override
    public int docID() {
      return at < from ? -1 : at < to ? hits.docs[at] - docBase : DocIdSetIterator.NO_MORE_DOCS;
    }

    @Override
    public float score() {
      return hits.scores[at] * boost;
    }

    @Override
    public float getMaxScore(int upTo) {
      float max = 0;
      for (int i = from; i < to; i++) {
        max = Math.max(max, hits.scores[i] * boost);
      }
      return max;
    }

    @Override
    public DocIdSetIterator iterator() {
      return new DocIdSetIterator() {
        @Override
        public int docID() {
          return HitsScorer.this.docID();
        }

        @Override
        public int nextDoc() {
          at = Math.min(at + 1, to);
          return docID();
        }

        @Override
        public int advance(int target) throws IOException {
          int place = target == NO_MORE_DOCS ? to : hits.from(docBase + target);
          at = Math.min(Math.max(place, at + 1), to);
          return docID();
        }

        @Override
        public long cost() {
          return (long) to - from;
        }
      };
    }
  }
}
