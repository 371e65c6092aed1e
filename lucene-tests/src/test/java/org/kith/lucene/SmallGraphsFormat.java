package org.kith.lucene;

import java.io.IOException;
import java.util.concurrent.Executor;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.store.Directory;
import org.kith.format.CostModel;
import org.kith.format.KithReader;
import org.kith.format.KithWriter;
import org.kith.graph.Workers;
import org.kith.spec.Spec;

/// Kith with a graph in every segment, however small, and walks wherever a search could also scan:
/// Lucene's tests make small segments. Few links and a narrow list make the walks long. Files are
/// read in place whatever the directory, or else as the directory is.
public final class SmallGraphsFormat extends KnnVectorsFormat {
  private static final CostModel ALWAYS = new CostModel(1, 0, 0);
  private static final Spec SPEC = Spec.parse("HNSW4,Flat;efConstruction=20;efSearch=8");

  private final Workers workers;
  private final boolean inPlace;

  /// As Lucene makes it to read a segment; builds with the calling thread.
  public SmallGraphsFormat() {
    this(Workers.none(), true);
  }

  /// Builds with several threads.
  SmallGraphsFormat(Executor executor, int threads) {
    this(new Workers(executor, threads), true);
  }

  private SmallGraphsFormat(Workers workers, boolean inPlace) {
    super("KithSmallGraphs");
    this.workers = workers;
    this.inPlace = inPlace;
  }

  /// The format that takes directories as they are. Lucene does not see the difference, so it must
  /// be inside another format to be used for reading.
  static SmallGraphsFormat plain() {
    return new SmallGraphsFormat(Workers.none(), false);
  }

  private Directory directory(Directory directory) {
    return inPlace ? new MappedDirectory(directory) : directory;
  }

  @Override
  public KnnVectorsWriter fieldsWriter(SegmentWriteState state) {
    var opened =
        new SegmentWriteState(
            state.infoStream,
            directory(state.directory),
            state.segmentInfo,
            state.fieldInfos,
            state.segUpdates,
            state.context,
            state.segmentSuffix);
    return new KithWriter(opened, SPEC, workers, ALWAYS);
  }

  @Override
  public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
    var opened =
        new SegmentReadState(
            directory(state.directory),
            state.segmentInfo,
            state.fieldInfos,
            state.context,
            state.segmentSuffix);
    return new KithReader(opened, ALWAYS);
  }

  @Override
  public int getMaxDimensions(String field) {
    return KithWriter.MAX_DIMS;
  }
}
