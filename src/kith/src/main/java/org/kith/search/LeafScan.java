package org.kith.search;

import java.io.IOException;
import java.util.List;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.QueryTimeout;
import org.apache.lucene.search.ConjunctionUtils;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.kith.format.LeafDistances;

/// Compares all accepted vectors of a segment, a block at a time.
final class LeafScan {
  private static final int BLOCK = 64;

  /// Receives documents of the segment, ascending.
  interface Receiver {
    void offer(int doc, float distance);
  }

  private final LeafDistances distances;
  private final Receiver receiver;
  private final int[] docs = new int[BLOCK];
  private final int[] ordinals = new int[BLOCK];
  private final float[] values = new float[BLOCK];

  LeafScan(LeafDistances distances, Receiver receiver) {
    this.distances = distances;
    this.receiver = receiver;
  }

  /// @param accepted documents; null for all
  /// @param live which of them are not deleted; null for all
  /// @param timeout ends the scan; null for none
  void run(DocIdSetIterator accepted, Bits live, QueryTimeout timeout) throws IOException {
    KnnVectorValues.DocIndexIterator vectors = distances.iterator();
    DocIdSetIterator both =
        accepted == null
            ? vectors
            : ConjunctionUtils.createConjunction(List.of(accepted, vectors), List.of());
    int count = 0;
    for (int doc = both.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = both.nextDoc()) {
      if (live == null || live.get(doc)) {
        docs[count] = doc;
        ordinals[count++] = vectors.index();
      }
      if (count == BLOCK) {
        if (timeout != null && timeout.shouldExit()) {
          return;
        }
        offer(count);
        count = 0;
      }
    }
    offer(count);
  }

  private void offer(int count) throws IOException {
    distances.score(ordinals, count, values);
    for (int i = 0; i < count; i++) {
      receiver.offer(docs[i], values[i]);
    }
  }
}
