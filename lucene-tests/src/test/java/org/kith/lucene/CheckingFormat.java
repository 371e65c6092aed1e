package org.kith.lucene;

import java.io.IOException;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;

/// Puts a guard on both sides of [SmallGraphsFormat]: Lucene's calls come in the order that is
/// promised, and what ours answers is right.
public final class CheckingFormat extends KnnVectorsFormat {
  private final KnnVectorsFormat checked = new SmallGraphsFormat();

  /// As Lucene makes it to read a segment.
  public CheckingFormat() {
    super("KithChecking");
  }

  @Override
  public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
    return new CheckingWriter(checked.fieldsWriter(state));
  }

  @Override
  public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
    return new CheckingReader(checked.fieldsReader(state), state.fieldInfos);
  }

  @Override
  public int getMaxDimensions(String field) {
    return checked.getMaxDimensions(field);
  }
}
