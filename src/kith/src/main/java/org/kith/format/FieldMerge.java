package org.kith.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter.MergedVectorValues;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.MergeState;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.SameThreadExecutorService;
import org.kith.graph.Degrees;
import org.kith.graph.GraphSource;
import org.kith.graph.HnswGraph;
import org.kith.graph.Workers;

/// A merge of one field: sources of any codec, graphs where they are ours.
///
/// Vectors are streamed. On heap are, in bytes: 4 for each vector of the sources, deleted ones too,
/// that say where it went; 4 for each merged vector, that say its document, unless every document
/// has one; and what [org.kith.graph.GraphBuilder] takes for each merged vector. Beside these there
/// are the links of the batch in work: 12 for each of at most 16,384 vectors' links. Later, when
/// links are done, what [org.kith.partition.Cells] takes.
///
/// @param <T> `float[]` or `byte[]`
final class FieldMerge<T> {
  private static final String COMPONENT = "KITH";

  /// Vectors copied between two looks at whether the merge was aborted: a few milliseconds, if they
  /// are long ones that get codes of several bits.
  private static final int CHECK_EVERY = 1 << 5;

  private final FieldInfo field;
  private final VectorType<T> type;
  private final MergeState state;

  FieldMerge(FieldInfo field, VectorType<T> type, MergeState state) {
    this.field = field;
    this.type = type;
    this.state = state;
  }

  /// Refuses to mix metrics: the vectors of every source that has any must have been written for
  /// this one, unless another codec wrote them, which says nothing about metrics of ours.
  ///
  /// @param metric of the merged segment
  /// @return false if there are vectors that nobody has checked for the metric
  /// @throws IllegalArgumentException if a source has another metric, or the metric is of no use
  boolean allWrittenFor(FieldMetric metric) throws IOException {
    boolean all = true;
    for (int i = 0; i < state.knnVectorsReaders.length; i++) {
      KnnVectorValues values = values(i);
      if (values == null || values.size() == 0) {
        continue;
      }
      metric.require();
      String written = metricOf(i);
      if (written == null) {
        all = false;
      } else if (!written.equals(metric.text())) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "field '%s': a segment of %d vectors has the metric '%s', the merge would write"
                    + " '%s'; set the attribute '%s' of the field, or the spec, as it was when the"
                    + " segment was written",
                field.name,
                values.size(),
                written,
                metric.text(),
                FieldMetric.ATTRIBUTE));
      }
    }
    return all;
  }

  /// The metric of a source; null if another codec wrote it.
  private String metricOf(int source) {
    KithReader own = own(source);
    return own == null
        ? WrittenMetric.get(state.fieldInfos[source].fieldInfo(field.name))
        : own.metric(field.name);
  }

  /// The vectors of a source, or null.
  private KnnVectorValues values(int source) throws IOException {
    KnnVectorsReader reader = state.knnVectorsReaders[source];
    return reader == null
            || !MergedVectorValues.hasVectorValues(state.fieldInfos[source], field.name)
        ? null
        : type.values(reader, field.name);
  }

  /// The reader of a source if it is ours, and not hidden; else null.
  private KithReader own(int source) {
    KnnVectorsReader reader = state.knnVectorsReaders[source];
    KnnVectorsReader inner =
        reader instanceof PerFieldKnnVectorsFormat.FieldsReader perField
            ? perField.getFieldReader(field.name)
            : reader;
    return inner instanceof KithReader kith ? kith : null;
  }

  /// All vectors of the merge.
  void forEach(Consumer<T> each) throws IOException {
    KnnVectorValues values = type.merged(field, state);
    KnnVectorValues.DocIndexIterator doc = values.iterator();
    for (int i = 0; doc.nextDoc() != DocIdSetIterator.NO_MORE_DOCS; i++) {
      if (i % CHECK_EVERY == 0) {
        state.checkAborted();
      }
      each.accept(type.vector(values, doc.index()));
    }
  }

  /// Streams the vectors of all sources in the order of the merged documents.
  ///
  /// @param check refuses vectors that it is not defined for; null if none will be refused
  void copyTo(VectorOutput<T> out, FieldMetric check) throws IOException {
    KnnVectorValues values = type.merged(field, state);
    KnnVectorValues.DocIndexIterator doc = values.iterator();
    for (int i = 0; doc.nextDoc() != DocIdSetIterator.NO_MORE_DOCS; i++) {
      if (i % CHECK_EVERY == 0) {
        state.checkAborted();
      }
      T vector = type.vector(values, doc.index());
      if (check != null) {
        check.check(type, vector);
      }
      out.add(doc.docID(), vector);
    }
  }

  /// The graphs of the sources, and where their vectors went. Every merged ordinal comes from one
  /// source.
  ///
  /// @param metric what a graph must have been built for to be of use
  /// @param degrees of the new graph
  List<GraphSource> sources(FieldMetric metric, Degrees degrees, MergedDocuments documents)
      throws IOException {
    List<GraphSource> sources = new ArrayList<>();
    for (int i = 0; i < state.knnVectorsReaders.length; i++) {
      KnnVectorValues values = values(i);
      if (values != null) {
        state.checkAborted();
        int[] newOrdinals = newOrdinals(values, state.docMaps[i], documents);
        KithReader own = own(i);
        HnswGraph graph = own == null ? null : own.graph(field.name, metric.text(), degrees);
        sources.add(new GraphSource(graph, newOrdinals));
      }
    }
    return sources;
  }

  private static int[] newOrdinals(
      KnnVectorValues values, MergeState.DocMap docMap, MergedDocuments documents)
      throws IOException {
    int[] ordinals = new int[values.size()];
    Arrays.fill(ordinals, -1);
    KnnVectorValues.DocIndexIterator doc = values.iterator();
    // Ordinals are ranks, in ours; of wrappers that move documents only the documents are of use.
    for (int i = 0; doc.nextDoc() != DocIdSetIterator.NO_MORE_DOCS; i++) {
      int newDoc = docMap.get(doc.docID());
      if (newDoc >= 0) {
        ordinals[i] = documents.ordinal(newDoc);
      }
    }
    return ordinals;
  }

  /// The threads that Lucene grants, or else those of the format.
  Workers workers(Workers otherwise) {
    Executor executor = state.intraMergeTaskExecutor;
    return executor == null || executor instanceof SameThreadExecutorService
        ? otherwise
        : new Workers(executor, Runtime.getRuntime().availableProcessors());
  }

  /// Says in the info stream, which knows the time, how far the graph is.
  void report(String doing, FieldEntry entry, List<GraphSource> sources) {
    if (state.infoStream.isEnabled(COMPONENT)) {
      long graphs = sources.stream().filter(source -> source.graph() != null).count();
      state.infoStream.message(
          COMPONENT,
          String.format(
              Locale.ROOT,
              "%s graph of field %s: %d vectors from %d segments, %d with graphs; %d bytes",
              doing,
              field.name,
              entry.vectors().count(),
              sources.size(),
              graphs,
              entry.graph().bytes()));
    }
  }
}
