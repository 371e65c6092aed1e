package org.kith.lucene;

import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import org.apache.lucene.codecs.KnnFieldVectorsWriter;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.MergeState;
import org.apache.lucene.index.Sorter;
import org.apache.lucene.util.IORunnable;

/// A writer whose memory grows with what it is given, and which is closed twice.
final class CheckingWriter extends KnnVectorsWriter {
  private final KnnVectorsWriter checked;
  private long bytes;
  private boolean finished;

  CheckingWriter(KnnVectorsWriter checked) {
    this.checked = checked;
  }

  @Override
  public KnnFieldVectorsWriter<?> addField(FieldInfo field) throws IOException {
    return new Field<>(checked.addField(field));
  }

  @Override
  public void flush(int maxDoc, Sorter.DocMap sortMap) throws IOException {
    checked.flush(maxDoc, sortMap);
  }

  @Override
  public IORunnable mergeOneField(FieldInfo field, MergeState mergeState) throws IOException {
    return checked.mergeOneField(field, mergeState);
  }

  @Override
  public void finish() throws IOException {
    assertFalse("finished twice", finished);
    finished = true;
    checked.finish();
  }

  @Override
  public void close() throws IOException {
    checked.close();
    checked.close();
  }

  @Override
  public long ramBytesUsed() {
    long now = checked.ramBytesUsed();
    assertTrue(now + " bytes after " + bytes, now >= bytes);
    bytes = now;
    return now;
  }

  private static final class Field<T> extends KnnFieldVectorsWriter<T> {
    private final KnnFieldVectorsWriter<T> checked;

    Field(KnnFieldVectorsWriter<T> checked) {
      this.checked = checked;
    }

    @Override
    public void addValue(int doc, T vector) throws IOException {
      long before = checked.ramBytesUsed();
      checked.addValue(doc, vector);
      assertTrue("memory shrank", checked.ramBytesUsed() >= before);
    }

    @Override
    public T copyValue(T vector) {
      return checked.copyValue(vector);
    }

    @Override
    public long ramBytesUsed() {
      return checked.ramBytesUsed();
    }
  }
}
