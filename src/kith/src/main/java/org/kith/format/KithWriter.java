package org.kith.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.lucene.codecs.KnnFieldVectorsWriter;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.MergeState;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.index.Sorter;
import org.apache.lucene.util.IORunnable;
import org.apache.lucene.util.RamUsageEstimator;
import org.kith.graph.Checkpoint;
import org.kith.graph.GraphBuilder;
import org.kith.graph.GraphSource;
import org.kith.graph.Workers;
import org.kith.kernel.Encoding;
import org.kith.kernel.RowForm;
import org.kith.metric.Metric;
import org.kith.quantize.Quantizers;
import org.kith.quantize.Trainer;

/// Writes the vectors of a segment: those that were buffered, or those of other segments.
public final class KithWriter extends KnnVectorsWriter {
  /// Most dimensions of a vector.
  public static final int MAX_DIMS = 65_536;

  private static final long SHALLOW_BYTES =
      RamUsageEstimator.shallowSizeOfInstance(KithWriter.class)
          + RamUsageEstimator.shallowSizeOfInstance(SegmentOutput.class);

  private final SpecChoice specs;
  private final FieldSettings settings;
  private final Workers workers;
  private final CostModel costs;
  private final SegmentOutput out;
  private final GraphStage graphs;
  private final List<FieldBuffer<?>> buffers = new ArrayList<>();

  /// @param state as Lucene gives it to the format
  /// @param specs what fields are written with
  /// @param workers the threads that build graphs where Lucene grants none
  /// @param costs when a graph is built
  public KithWriter(SegmentWriteState state, SpecChoice specs, Workers workers, CostModel costs) {
    this.costs = costs;
    this.specs = specs;
    settings = FieldSettings.of(specs.options().getFirst().spec());
    this.workers = workers;
    out = new SegmentOutput(state);
    graphs = new GraphStage(out, costs);
  }

  @Override
  public KnnFieldVectorsWriter<?> addField(FieldInfo field) {
    checkDims(field);
    FieldMetric metric = FieldMetric.of(field, specs.forDims(field.getVectorDimension()));
    WrittenMetric.put(field, metric);
    FieldBuffer<?> buffer =
        new FieldBuffer<>(field, VectorType.of(field.getVectorEncoding()), metric);
    buffers.add(buffer);
    return buffer;
  }

  private static void checkDims(FieldInfo field) {
    int dims = field.getVectorDimension();
    if (dims < 1 || dims > MAX_DIMS) {
      throw new IllegalArgumentException(
          "field '" + field.name + "': dimensions must be 1.." + MAX_DIMS + ", got " + dims);
    }
  }

  @Override
  public void flush(int maxDoc, Sorter.DocMap sortMap) throws IOException {
    for (FieldBuffer<?> buffer : buffers) {
      write(buffer, maxDoc, sortMap);
    }
    for (int place = 0; place < buffers.size(); place++) {
      Checkpoint never = () -> {};
      if (graphPays(out.get(place))) {
        graphs.build(place, graphs.flushed(place), workers, never, GraphBuilder::build);
      } else {
        graphs.sketch(place, never);
      }
    }
  }

  private boolean graphPays(FieldEntry entry) {
    return settings.m() > 0 && costs.graphPays(entry.vectors().count());
  }

  private <T> void write(FieldBuffer<T> buffer, int maxDoc, Sorter.DocMap sortMap)
      throws IOException {
    FieldInfo field = buffer.field();
    VectorOutput<T> vectors = vectors(field, buffer.type(), buffer.metric(), buffer::forEach);
    buffer.writeTo(vectors, sortMap);
    out.add(entry(field, buffer.metric(), vectors, maxDoc));
  }

  /// All vectors of a field, in any order.
  private interface AllVectors<T> {
    void forEach(Consumer<T> each) throws IOException;
  }

  private <T> VectorOutput<T> vectors(
      FieldInfo field, VectorType<T> type, FieldMetric metric, AllVectors<T> all)
      throws IOException {
    int dims = field.getVectorDimension();
    List<Trainer> trainers = trainers(type, metric, dims);
    RowForm form = RowForm.PLAIN;
    CodeOutput codes = null;
    if (!trainers.isEmpty()) {
      RowForm.Search forms = new RowForm.Search();
      all.forEach(vector -> {
        float[] floats = type.floats(vector);
        forms.add(floats);
        trainers.forEach(trainer -> trainer.add(floats));
      });
      // Found in the pass over all vectors that quantizers need; without codes there is none.
      form = forms.shortest();
      codes = new CodeOutput(out, trainers.stream().map(Trainer::train).toList());
    }
    return new VectorOutput<>(out.vectors(), type, dims, form, metric.storesNorms(), codes);
  }

  /// Of the quantizers that the spec names, if it names any. Vectors of bytes are as short as
  /// codes.
  private static List<Trainer> trainers(VectorType<?> type, FieldMetric metric, int dims) {
    Metric bound = metric.orNull();
    return bound == null || type.encoding() == Encoding.I8
        ? List.of()
        : FieldSettings.codes(metric.spec()).stream()
            .flatMap(code -> Quantizers.trainer(code, bound.family(), dims).stream())
            .toList();
  }

  private FieldEntry entry(FieldInfo field, FieldMetric metric, VectorOutput<?> vectors, int maxDoc)
      throws IOException {
    FieldSettings written = settings.with(metric.spec());
    List<StoredCodes> codes = vectors.codes();
    StoredVectors places = vectors.finish(maxDoc);
    return new FieldEntry(
        field, written, metric, places, codes, StoredGraph.NONE, StoredSketch.NONE);
  }

  /// Refuses sources of another metric; then copies the vectors now; the graph is built by what is
  /// returned, after the vectors of all fields.
  @Override
  public IORunnable mergeOneField(FieldInfo field, MergeState mergeState) throws IOException {
    checkDims(field);
    return merge(field, VectorType.of(field.getVectorEncoding()), mergeState);
  }

  private <T> IORunnable merge(FieldInfo field, VectorType<T> type, MergeState mergeState)
      throws IOException {
    FieldMerge<T> merge = new FieldMerge<>(field, type, mergeState);
    FieldMetric metric = FieldMetric.of(field, specs.forDims(field.getVectorDimension()));
    boolean checked = merge.allWrittenFor(metric);
    WrittenMetric.put(field, metric);
    VectorOutput<T> vectors = vectors(field, type, metric, merge::forEach);
    merge.copyTo(vectors, checked ? null : metric);
    FieldEntry entry = entry(field, metric, vectors, mergeState.segmentInfo.maxDoc());
    int place = out.add(entry);
    if (!graphPays(entry)) {
      return () -> graphs.sketch(place, mergeState::checkAborted);
    }
    MergedDocuments documents =
        new MergedDocuments(vectors.docs(), mergeState.segmentInfo.maxDoc());
    return () -> {
      List<GraphSource> sources = merge.sources(metric, settings.degrees(), documents);
      merge.report("merging", entry, sources);
      graphs.build(
          place,
          graphs.merged(place),
          merge.workers(workers),
          mergeState::checkAborted,
          builder -> builder.merge(sources));
      merge.report("merged", out.get(place), sources);
    };
  }

  @Override
  public void finish() throws IOException {
    out.finish();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  @Override
  public long ramBytesUsed() {
    long bytes = SHALLOW_BYTES;
    for (FieldBuffer<?> buffer : buffers) {
      bytes += buffer.ramBytesUsed();
    }
    return bytes;
  }
}
