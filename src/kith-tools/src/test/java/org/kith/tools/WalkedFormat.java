package org.kith.tools;

import java.io.IOException;
import java.util.concurrent.Executor;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;
import org.kith.KithVectorsFormat;
import org.kith.format.CostModel;
import org.kith.format.KithReader;
import org.kith.format.KithWriter;
import org.kith.format.SpecChoice;
import org.kith.graph.Workers;
import org.kith.spec.Spec;

/** Kith without sketches: segments are searched by walking. Read by the format itself. */
final class WalkedFormat extends KnnVectorsFormat {
  private static final CostModel COSTS = new CostModel(500, 16, 200, 0, 0, 0, 0);

  private final Spec spec;
  private final Workers workers;

  WalkedFormat(Spec spec, Executor executor, int threads) {
    super(KithVectorsFormat.NAME);
    this.spec = spec;
    workers = new Workers(executor, threads);
  }

  @Override
  public KnnVectorsWriter fieldsWriter(SegmentWriteState state) {
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
}
