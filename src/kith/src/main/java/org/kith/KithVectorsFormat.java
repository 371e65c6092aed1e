package org.kith;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.util.Version;
import org.kith.format.CostModel;
import org.kith.format.KithReader;
import org.kith.format.KithWriter;
import org.kith.format.SpecChoice;
import org.kith.format.SpecChoice.Option;
import org.kith.graph.Workers;
import org.kith.spec.Built;
import org.kith.spec.Spec;

/// Writes, merges and searches vectors as a spec says, for use in any codec:
///
/// ```java
/// KnnVectorsFormat format = KithVectorsFormat.of("HNSW32,Flat;efConstruction=200");
/// ```
///
/// Segments remember what they were written with; merges write with the format of today. A segment
/// has up to four files: `.kithm` (what there is), `.kithv` (vectors), `.kithc` (codes), `.kithg`
/// (graphs).
///
/// The name under which Lucene finds the format, [#NAME], is for ever: an index that carries it can
/// be read by every later Kith. A new layout gets a new class with a new name, and this one stays.
///
/// Formats are immutable. Two are equal if they would write the same in the same way.
public final class KithVectorsFormat extends KnnVectorsFormat {
  /// The name in the index.
  public static final String NAME = "Kith1";

  /// What a format without a spec writes, the best first. Fewer bits a dimension are searched
  /// faster, and are fine enough where there are many (`docs/decisions/0006-default.md`).
  private static final SpecChoice DEFAULT =
      new SpecChoice(
          List.of(
              new Option(Spec.parse("HNSW16,RaBitQ,RFlat"), 768),
              new Option(Spec.parse("HNSW16,RaBitQ2,RFlat"), 256),
              new Option(Spec.parse("HNSW16,SQ4,RFlat"), 1),
              new Option(Spec.parse("HNSW16,Flat"), 1)));

  static {
    LuceneVersions.check(Version.LATEST);
  }

  private final SpecChoice specs;
  private final ExecutorService executor;
  private final int threads;
  private final CostModel costs;

  /// A format that writes what suits a field: `HNSW16,RaBitQ,RFlat` from 768 dimensions on,
  /// `HNSW16,RaBitQ2,RFlat` from 256 on, `HNSW16,SQ4,RFlat` below, and `HNSW16,Flat` where codes
  /// cannot serve the metric or vectors are bytes. Also what Lucene makes to read any segment.
  public KithVectorsFormat() {
    this(DEFAULT, null, 1, CostModel.DEFAULT);
  }

  private KithVectorsFormat(
      SpecChoice specs, ExecutorService executor, int threads, CostModel costs) {
    super(NAME);
    this.specs = specs;
    this.executor = executor;
    this.threads = threads;
    this.costs = costs;
  }

  /// The format of a spec.
  ///
  /// @param spec for example `HNSW16,Flat` or `Flat`
  /// @return a format that writes so
  /// @throws IllegalArgumentException if it is not a spec, or asks for what is not built yet; the
  ///   message marks the part
  public static KithVectorsFormat of(String spec) {
    return of(Spec.parse(spec));
  }

  /// The format of a spec.
  ///
  /// @param spec parsed or built
  /// @return a format that writes so
  /// @throws IllegalArgumentException if it asks for what is not built yet
  public static KithVectorsFormat of(Spec spec) {
    return new KithVectorsFormat(SpecChoice.of(Built.require(spec)), null, 1, CostModel.DEFAULT);
  }

  /// This format with threads for building graphs: at flushes, and in merges to which Lucene grants
  /// no threads. The number of threads does not change what is written.
  ///
  /// @param newExecutor runs the work; stays the caller's to shut down
  /// @param newThreads most threads for one graph, at least 1, the calling one included
  /// @return a format like this
  public KithVectorsFormat withExecutor(ExecutorService newExecutor, int newThreads) {
    Objects.requireNonNull(newExecutor, "executor");
    if (newThreads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, got " + newThreads);
    }
    return new KithVectorsFormat(specs, newExecutor, newThreads, costs);
  }

  /// This format with other costs, for tests; whoever only names the format reads with the usual
  /// ones.
  KithVectorsFormat withCosts(CostModel newCosts) {
    return new KithVectorsFormat(specs, executor, threads, newCosts);
  }

  /// What this format writes, where the metric allows it.
  ///
  /// @param dims of the field's vectors, at least 1
  /// @return the spec, canonical
  public Spec spec(int dims) {
    return specs.forDims(dims).getFirst();
  }

  @Override
  public KnnVectorsWriter fieldsWriter(SegmentWriteState state) {
    return new KithWriter(
        state, specs, executor == null ? Workers.none() : new Workers(executor, threads), costs);
  }

  @Override
  public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
    return new KithReader(state, costs);
  }

  @Override
  public int getMaxDimensions(String field) {
    return KithWriter.MAX_DIMS;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KithVectorsFormat that
        && specs.equals(that.specs)
        && Objects.equals(executor, that.executor)
        && threads == that.threads
        && costs.equals(that.costs);
  }

  @Override
  public int hashCode() {
    return Objects.hash(specs, executor, threads, costs);
  }

  /// The canonical spec; of a format without one, those that it chooses from.
  @Override
  public String toString() {
    return specs.options().stream()
        .map(option -> option.spec().toString())
        .collect(Collectors.joining(" or "));
  }
}
