package org.kith.tools.bench;

import java.io.IOException;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.FilterCodec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;

/** Lucene's default codec but for the vectors, so that contenders differ in nothing else. */
public final class ContenderCodec extends FilterCodec {
  private final KnnVectorsFormat vectors;

  /**
   * @param format of all vector fields
   * @param dims of the vectors
   */
  public ContenderCodec(KnnVectorsFormat format, int dims) {
    this(Codec.getDefault(), format, dims);
  }

  private ContenderCodec(Codec delegate, KnnVectorsFormat format, int dims) {
    super(delegate.getName(), delegate);
    KnnVectorsFormat wide = dims > format.getMaxDimensions("") ? new Wide(format, dims) : format;
    vectors =
        new PerFieldKnnVectorsFormat() {
          @Override
          public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
            return wide;
          }
        };
  }

  @Override
  public KnnVectorsFormat knnVectorsFormat() {
    return vectors;
  }

  /** Lucene's formats stop at 1024 dimensions by a declaration alone; this one lifts it. */
  private static final class Wide extends KnnVectorsFormat {
    private final KnnVectorsFormat delegate;
    private final int dims;

    Wide(KnnVectorsFormat delegate, int dims) {
      super(delegate.getName());
      this.delegate = delegate;
      this.dims = dims;
    }

    @Override
    public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
      return delegate.fieldsWriter(state);
    }

    @Override
    public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
      return delegate.fieldsReader(state);
    }

    @Override
    public int getMaxDimensions(String fieldName) {
      return dims;
    }
  }
}
