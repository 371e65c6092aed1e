package org.kith.lucene;

import java.io.IOException;
import java.util.concurrent.Executor;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;
import org.kith.format.CostModel;
import org.kith.format.KithReader;
import org.kith.format.KithWriter;
import org.kith.format.SpecChoice;
import org.kith.graph.Workers;
import org.kith.spec.Spec;

/// Kith with a graph in every segment, however small, and walks wherever a search could also scan:
/// Lucene's tests make small segments. Few links and a narrow list make the walks long.
public final class SmallGraphsFormat extends KnnVectorsFormat {
  private static final CostModel ALWAYS = new CostModel(1, 0, 0, 0, 0, 0, 0);
  private static final Spec SPEC = Spec.parse("HNSW4,Flat;efConstruction=100;efSearch=8");

  private static final Spec ONE_LAYER = Spec.parse("NSW8,SQ8,RFlat;efConstruction=100;efSearch=8");

  private final Spec spec;
  private final Workers workers;

  /// As Lucene makes it to read a segment; builds with the calling thread.
  public SmallGraphsFormat() {
    this(SPEC, Workers.none());
  }

  /// Walks over codes whose finds are scored again, both named as in specs.
  static SmallGraphsFormat over(String code, String refinement) {
    Spec spec = Spec.parse("HNSW4," + code + "," + refinement + ";efConstruction=100;efSearch=8");
    return new SmallGraphsFormat(spec, Workers.none());
  }

  /// Walks over codes, named as in specs.
  public static SmallGraphsFormat over(String code) {
    return over(code, "RFlat");
  }

  /// Walks over graphs without upper layers.
  public static SmallGraphsFormat ofOneLayer() {
    return new SmallGraphsFormat(ONE_LAYER, Workers.none());
  }

  /// Builds with several threads.
  SmallGraphsFormat(Executor executor, int threads) {
    this(SPEC, new Workers(executor, threads));
  }

  private SmallGraphsFormat(Spec spec, Workers workers) {
    super("KithSmallGraphs");
    this.spec = spec;
    this.workers = workers;
  }

  @Override
  public KnnVectorsWriter fieldsWriter(SegmentWriteState state) {
    return new KithWriter(state, SpecChoice.of(spec), workers, ALWAYS);
  }

  @Override
  public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
    return new KithReader(state, ALWAYS);
  }

  @Override
  public int getMaxDimensions(String field) {
    return KithWriter.MAX_DIMS;
  }
}
