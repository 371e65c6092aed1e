package org.kith.format;

import java.io.IOException;
import java.util.List;
import org.apache.lucene.index.KnnVectorValues.DocIndexIterator;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.ConjunctionUtils;
import org.apache.lucene.search.DocIdSetIterator;
import org.kith.metric.Scorer;

/// Scores every accepted vector, in blocks that are small enough to stop in time.
final class ExactScan {
  private static final int BLOCK = 64;

  private final Documents documents;
  private final Scorer scorer;
  private final CollectorHits hits;
  private final int[] ordinals = new int[BLOCK];
  private final float[] distances = new float[BLOCK];

  ExactScan(Documents documents, Scorer scorer, CollectorHits hits) {
    this.documents = documents;
    this.scorer = scorer;
    this.hits = hits;
  }

  /// @param acceptDocs null for all
  void run(AcceptDocs acceptDocs) throws IOException {
    if (acceptDocs == null) {
      all();
    } else {
      accepted(acceptDocs.iterator());
    }
  }

  private void all() throws IOException {
    int size = documents.size();
    for (int first = 0; first < size; first += BLOCK) {
      int count = Math.min(BLOCK, size - first);
      scorer.scoreRange(first, count, distances);
      float bound = hits.bound();
      for (int i = 0; i < count; i++) {
        // Most are too far: nothing is to be asked of the collector for these.
        if (distances[i] <= bound) {
          hits.offer(first + i, distances[i]);
          bound = hits.bound();
        }
      }
      if (first + count == size) {
        hits.visitedLast(count);
      } else if (!hits.visited(count)) {
        return;
      }
    }
  }

  private void accepted(DocIdSetIterator accepted) throws IOException {
    DocIndexIterator vectors = documents.iterator();
    DocIdSetIterator both =
        documents.dense()
            ? accepted
            : ConjunctionUtils.createConjunction(List.of(accepted, vectors), List.of());
    int count = 0;
    while (both.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
      // A full block waits until it is known not to be the last.
      if (count == BLOCK) {
        score(count);
        if (!hits.visited(count)) {
          return;
        }
        count = 0;
      }
      ordinals[count++] = documents.dense() ? both.docID() : vectors.index();
    }
    score(count);
    hits.visitedLast(count);
  }

  private void score(int count) throws IOException {
    scorer.score(ordinals, count, distances);
    float bound = hits.bound();
    for (int i = 0; i < count; i++) {
      if (distances[i] <= bound) {
        hits.offer(ordinals[i], distances[i]);
        bound = hits.bound();
      }
    }
  }
}
