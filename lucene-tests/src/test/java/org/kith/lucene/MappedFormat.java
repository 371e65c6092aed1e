package org.kith.lucene;

import java.io.IOException;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;

/// [SmallGraphsFormat] that reads files in place, whatever the directory.
public final class MappedFormat extends KnnVectorsFormat {
  private final SmallGraphsFormat format;

  /// As Lucene makes it to read a segment.
  public MappedFormat() {
    this(new SmallGraphsFormat());
  }

  MappedFormat(SmallGraphsFormat format) {
    super("KithMapped");
    this.format = format;
  }

  @Override
  public KnnVectorsWriter fieldsWriter(SegmentWriteState state) {
    return format.fieldsWriter(
        new SegmentWriteState(
            state.infoStream,
            new MappedDirectory(state.directory),
            state.segmentInfo,
            state.fieldInfos,
            state.segUpdates,
            state.context,
            state.segmentSuffix));
  }

  @Override
  public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
    return format.fieldsReader(
        new SegmentReadState(
            new MappedDirectory(state.directory),
            state.segmentInfo,
            state.fieldInfos,
            state.context,
            state.segmentSuffix));
  }

  @Override
  public int getMaxDimensions(String field) {
    return format.getMaxDimensions(field);
  }
}
