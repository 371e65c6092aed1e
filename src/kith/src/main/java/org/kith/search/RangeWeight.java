package org.kith.search;

import java.io.IOException;
import org.apache.lucene.index.KnnVectorValues.DocIndexIterator;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.Explanation;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.TwoPhaseIterator;
import org.apache.lucene.search.Weight;
import org.kith.format.LeafDistances;

/// Matches every document within a distance: block by block where this query leads, one by one
/// where others leave few.
final class RangeWeight extends Weight {
  private final VectorTarget target;
  private final double limit;
  private final float boost;

  RangeWeight(Query query, VectorTarget target, double limit, float boost) {
    super(query);
    this.target = target;
    this.limit = limit;
    this.boost = boost;
  }

  @Override
  public Explanation explain(LeafReaderContext leaf, int doc) throws IOException {
    Scorer scorer = scorer(leaf);
    return scorer == null || scorer.iterator().advance(doc) != doc
        ? Explanation.noMatch("not " + getQuery())
        : Explanation.match(scorer.score(), getQuery().toString());
  }

  @Override
  public ScorerSupplier scorerSupplier(LeafReaderContext leaf) throws IOException {
    LeafDistances distances = target.in(leaf.reader());
    if (distances == null) {
      return null;
    }
    return new ScorerSupplier() {
      @Override
      public Scorer get(long leadCost) {
        int block = leadCost < cost() ? 1 : RangeScorer.BLOCK;
        return new RangeScorer(distances, limit, boost, block);
      }

      @Override
      public long cost() {
        return distances.size();
      }
    };
  }

  @Override
  public boolean isCacheable(LeafReaderContext leaf) {
    return true;
  }

  private static final class RangeScorer extends Scorer {
    static final int BLOCK = 64;

    private final LeafDistances distances;
    private final double limit;
    private final float boost;
    private final DocIndexIterator vectors;
    private final int[] docs;
    private final int[] ordinals;
    private final float[] values;
    private int count;
    private int at;

    /// @param block vectors compared at a time
    RangeScorer(LeafDistances distances, double limit, float boost, int block) {
      this.distances = distances;
      this.limit = limit;
      this.boost = boost;
      vectors = distances.iterator();
      docs = new int[block];
      ordinals = new int[block];
      values = new float[block];
    }

    @Override
    public int docID() {
      return docs.length == 1 ? vectors.docID() : blockDoc();
    }

    private int blockDoc() {
      return count == 0 ? vectors.docID() : docs[at];
    }

    @Override
    public float score() {
      return distances.metric().score(values[at]) * boost;
    }

    @Override
    public float getMaxScore(int upTo) {
      return Float.POSITIVE_INFINITY;
    }

    @Override
    public DocIdSetIterator iterator() {
      return docs.length == 1 ? TwoPhaseIterator.asDocIdSetIterator(oneByOne()) : blocks();
    }

    @Override
    public TwoPhaseIterator twoPhaseIterator() {
      return docs.length == 1 ? oneByOne() : null;
    }

    private TwoPhaseIterator oneByOne() {
      return new TwoPhaseIterator(vectors) {
        @Override
        public boolean matches() throws IOException {
          ordinals[0] = vectors.index();
          distances.score(ordinals, 1, values);
          return values[0] <= limit;
        }

        @Override
        public float matchCost() {
          return 100;
        }
      };
    }

    private DocIdSetIterator blocks() {
      return new DocIdSetIterator() {
        @Override
        public int docID() {
          return blockDoc();
        }

        @Override
        public int nextDoc() throws IOException {
          return within(at + 1);
        }

        @Override
        public int advance(int first) throws IOException {
          int place = at;
          while (place < count && docs[place] < first) {
            place++;
          }
          if (place == count && vectors.docID() < first) {
            // What lies between is not compared.
            vectors.advance(first);
            place = fill(vectors.docID());
          }
          return within(place);
        }

        @Override
        public long cost() {
          return distances.size();
        }
      };
    }

    /// The next document within the limit, from a place of the block on.
    private int within(int place) throws IOException {
      at = place;
      while (true) {
        if (at >= count) {
          boolean ended = vectors.docID() == DocIdSetIterator.NO_MORE_DOCS;
          at = fill(ended ? DocIdSetIterator.NO_MORE_DOCS : vectors.nextDoc());
          if (count == 0) {
            return DocIdSetIterator.NO_MORE_DOCS;
          }
        }
        if (values[at] <= limit) {
          return docs[at];
        }
        at++;
      }
    }

    /// Compares a block that begins with a document.
    ///
    /// @return the first place of the block, 0
    private int fill(int first) throws IOException {
      count = 0;
      int doc = first;
      while (doc != DocIdSetIterator.NO_MORE_DOCS) {
        docs[count] = doc;
        ordinals[count++] = vectors.index();
        if (count == docs.length) {
          break;
        }
        doc = vectors.nextDoc();
      }
      distances.score(ordinals, count, values);
      return 0;
    }
  }
}
