package org.kith.lucene;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.util.Map;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.index.ByteVectorValues;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.VectorEncoding;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.tests.search.AssertingAcceptDocs;
import org.apache.lucene.util.Bits;

/// A reader whose values are whole, whose hits are accepted documents with their right scores, as
/// many as there are to be had, and which is closed twice.
final class CheckingReader extends KnnVectorsReader {
  private final KnnVectorsReader checked;
  private final FieldInfos infos;
  private boolean closed;

  CheckingReader(KnnVectorsReader checked, FieldInfos infos) {
    this.checked = checked;
    this.infos = infos;
  }

  @Override
  public void checkIntegrity() throws IOException {
    checked.checkIntegrity();
  }

  private FieldInfo field(String name, VectorEncoding encoding) {
    assertFalse("read after close", closed);
    FieldInfo field = infos.fieldInfo(name);
    assertEquals(encoding, field.getVectorEncoding());
    return field;
  }

  private <T extends KnnVectorValues> T fresh(T values, FieldInfo field) {
    assertEquals(-1, values.iterator().docID());
    assertEquals(field.getVectorDimension(), values.dimension());
    return values;
  }

  @Override
  public FloatVectorValues getFloatVectorValues(String name) throws IOException {
    FieldInfo field = field(name, VectorEncoding.FLOAT32);
    return fresh(checked.getFloatVectorValues(name), field);
  }

  @Override
  public ByteVectorValues getByteVectorValues(String name) throws IOException {
    FieldInfo field = field(name, VectorEncoding.BYTE);
    return fresh(checked.getByteVectorValues(name), field);
  }

  @Override
  public void search(String name, float[] target, KnnCollector collector, AcceptDocs acceptDocs)
      throws IOException {
    var similarity = field(name, VectorEncoding.FLOAT32).getVectorSimilarityFunction();
    FloatVectorValues values = checked.getFloatVectorValues(name);
    AcceptDocs asserting = AssertingAcceptDocs.wrap(acceptDocs);
    var checking =
        new CheckingCollector(
            collector,
            acceptDocs.bits(),
            values,
            ordinal -> ExactScore.of(similarity, target, values.vectorValue(ordinal)));
    checked.search(name, target, checking, asserting);
    checkCount(checking, values, acceptDocs.bits());
  }

  @Override
  public void search(String name, byte[] target, KnnCollector collector, AcceptDocs acceptDocs)
      throws IOException {
    var similarity = field(name, VectorEncoding.BYTE).getVectorSimilarityFunction();
    ByteVectorValues values = checked.getByteVectorValues(name);
    AcceptDocs asserting = AssertingAcceptDocs.wrap(acceptDocs);
    var checking =
        new CheckingCollector(
            collector,
            acceptDocs.bits(),
            values,
            ordinal -> ExactScore.of(similarity, target, values.vectorValue(ordinal)));
    checked.search(name, target, checking, asserting);
    checkCount(checking, values, acceptDocs.bits());
  }

  private static void checkCount(CheckingCollector collector, KnnVectorValues values, Bits accepted)
      throws IOException {
    if (collector.earlyTerminated()) {
      return;
    }
    KnnVectorValues.DocIndexIterator doc = values.iterator();
    int available = 0;
    while (doc.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
      available += accepted == null || accepted.get(doc.docID()) ? 1 : 0;
    }
    int wanted = Math.min(collector.k(), available);
    assertTrue(collector.hits() + " hits of " + wanted, collector.hits() >= wanted);
    assertTrue("more hits than visits", collector.hits() <= collector.visitedCount() + 1);
  }

  @Override
  public KnnVectorsReader getMergeInstance() throws IOException {
    assertFalse("merged after close", closed);
    return checked.getMergeInstance();
  }

  @Override
  public Map<String, Long> getOffHeapByteSize(FieldInfo field) {
    return checked.getOffHeapByteSize(field);
  }

  @Override
  public void close() throws IOException {
    closed = true;
    checked.close();
    checked.close();
  }
}
