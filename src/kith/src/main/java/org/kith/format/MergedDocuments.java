package org.kith.format;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.index.DocsWithFieldSet;
import org.apache.lucene.search.DocIdSetIterator;

/// Which ordinal a document's vector has in the merged segment: the number of documents before it
/// that have one.
final class MergedDocuments {
  /// By ordinal, ascending; null where every document has a vector.
  private final int[] docs;

  MergedDocuments(DocsWithFieldSet set, int maxDoc) throws IOException {
    if (set.cardinality() == maxDoc) {
      docs = null;
    } else {
      docs = new int[set.cardinality()];
      DocIdSetIterator doc = set.iterator();
      for (int i = 0; i < docs.length; i++) {
        docs[i] = doc.nextDoc();
      }
    }
  }

  /// @param doc a document that has a vector
  int ordinal(int doc) {
    return docs == null ? doc : Arrays.binarySearch(docs, doc);
  }
}
