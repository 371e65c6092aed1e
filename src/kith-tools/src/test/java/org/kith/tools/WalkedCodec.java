package org.kith.tools;

import java.io.IOException;
import java.util.concurrent.Executor;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.FilterCodec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;
import org.kith.KithVectorsFormat;
import org.kith.format.CostModel;
import org.kith.format.KithReader;
import org.kith.format.KithWriter;
import org.kith.format.SpecChoice;
import org.kith.graph.Workers;
import org.kith.spec.Spec;

/** Kith without sketches: small segments too are searched by walking. Read by the format itself. */
final class WalkedCodec extends FilterCodec {
  private static final CostModel COSTS = new CostModel(500, 16, 200, 0, 0);

  private final KnnVectorsFormat perField;

  WalkedCodec(Spec spec, Executor executor, int threads) {
    super(Codec.getDefault().getName(), Codec.getDefault());
    KnnVectorsFormat format =
        new KnnVectorsFormat(KithVectorsFormat.NAME) {
          @Override
          public KnnVectorsWriter fieldsWriter(SegmentWriteState state) {
            Workers workers = new Workers(executor, threads);
            return new KithWriter(state, SpecChoice.of(spec), workers, COSTS);
          }

          @Override
          public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
            return new KithReader(state, COSTS);
          }

          @Override
          public int getMaxDimensions(String field) {
            return KithWriter.MAX_DIMS;
          }
        };
    perField =
        new PerFieldKnnVectorsFormat() {
          @Override
          public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
            return format;
          }
        };
  }

  @Override
  public KnnVectorsFormat knnVectorsFormat() {
    return perField;
  }
}
