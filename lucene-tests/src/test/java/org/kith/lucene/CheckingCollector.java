package org.kith.lucene;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.util.Bits;

/// A collector that takes accepted documents with right scores only, each once.
final class CheckingCollector extends KnnCollector.Decorator {
  /// What a vector's score must be.
  interface Judge {
    ExactScore of(int ordinal) throws IOException;
  }

  private final Bits accepted;
  private final KnnVectorValues values;
  private final Judge judge;
  private final Set<Integer> docs = new HashSet<>();

  CheckingCollector(KnnCollector collector, Bits accepted, KnnVectorValues values, Judge judge) {
    super(collector);
    this.accepted = accepted;
    this.values = values;
    this.judge = judge;
  }

  @Override
  public boolean collect(int doc, float score) {
    assertTrue("doc " + doc + " is not accepted", accepted == null || accepted.get(doc));
    assertTrue("doc " + doc + " again", docs.add(doc));
    try {
      KnnVectorValues.DocIndexIterator vector = values.copy().iterator();
      assertEquals("a doc without vector", doc, vector.advance(doc));
      judge.of(vector.index()).check(score, "doc " + doc);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return super.collect(doc, score);
  }

  int hits() {
    return docs.size();
  }
}
