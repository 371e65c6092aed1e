package org.kith.format;

import java.io.IOException;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.DataOutput;
import org.apache.lucene.store.IndexInput;
import org.kith.kernel.Encoding;
import org.kith.metric.Metric;
import org.kith.metric.Metrics;

/// All that a segment's metadata says about one field:
///
/// ```
/// number    int32    of the field in this segment's field infos
/// settings           see FieldSettings
/// metric    string   l2sq, dot, cos or ip
/// encoding  byte     0 = float32, 1 = int8
/// dims      vint
/// vectors            see StoredVectors
/// graph              see StoredGraph
/// ```
///
/// @param field the field, of this segment
/// @param settings what it was written with
/// @param metric how its vectors are compared
/// @param vectors where they are
/// @param graph where the graph is
record FieldEntry(
    FieldInfo field,
    FieldSettings settings,
    Metric metric,
    StoredVectors vectors,
    StoredGraph graph) {

  /// The entry of a field whose vectors were written.
  static FieldEntry of(FieldInfo field, FieldSettings settings, StoredVectors vectors) {
    return new FieldEntry(field, settings, metric(field), vectors, StoredGraph.NONE);
  }

  FieldEntry with(StoredGraph newGraph) {
    return new FieldEntry(field, settings, metric, vectors, newGraph);
  }

  /// The metric that a field asks for.
  static Metric metric(FieldInfo field) {
    return Metrics.of(
        name(field.getVectorSimilarityFunction()),
        VectorType.of(field.getVectorEncoding()).encoding(),
        field.getVectorDimension());
  }

  private static String name(VectorSimilarityFunction similarity) {
    return switch (similarity) {
      case EUCLIDEAN -> "l2sq";
      case DOT_PRODUCT -> "dot";
      case COSINE -> "cos";
      case MAXIMUM_INNER_PRODUCT -> "ip";
    };
  }

  VectorType<?> type() {
    return VectorType.of(field.getVectorEncoding());
  }

  int dims() {
    return field.getVectorDimension();
  }

  /// Bytes of a vector.
  int stride() {
    return dims() * type().encoding().bytes();
  }

  void writeTo(DataOutput meta) throws IOException {
    meta.writeInt(field.number);
    settings.writeTo(meta);
    meta.writeString(metric.name());
    meta.writeByte(id(type().encoding()));
    meta.writeVInt(dims());
    vectors.writeTo(meta);
    graph.writeTo(meta);
  }

  private static byte id(Encoding encoding) {
    return switch (encoding) {
      case F32 -> 0;
      case I8 -> 1;
    };
  }

  /// Reads what follows the field's number.
  static FieldEntry read(IndexInput meta, int number, FieldInfos infos, int maxDoc)
      throws IOException {
    FieldInfo field = infos.fieldInfo(number);
    if (field == null || !field.hasVectorValues()) {
      throw new CorruptIndexException("field number " + number + " has no vectors", meta);
    }
    FieldSettings settings = FieldSettings.read(meta);
    Metric metric = metric(field);
    check("metric", field, meta.readString(), metric.name(), meta);
    byte encoding = id(VectorType.of(field.getVectorEncoding()).encoding());
    check("encoding", field, meta.readByte(), encoding, meta);
    check("dims", field, meta.readVInt(), field.getVectorDimension(), meta);
    StoredVectors vectors = StoredVectors.read(meta, maxDoc);
    StoredGraph graph = StoredGraph.read(meta, vectors.count());
    if (!graph.isEmpty() && settings.m() == 0) {
      throw new CorruptIndexException("a graph, but none in '" + settings.spec() + "'", meta);
    }
    return new FieldEntry(field, settings, metric, vectors, graph);
  }

  private static void check(
      String what, FieldInfo field, Object found, Object expected, IndexInput meta)
      throws CorruptIndexException {
    if (!found.equals(expected)) {
      throw new CorruptIndexException(
          "field '" + field.name + "': " + what + " " + found + ", expected " + expected, meta);
    }
  }
}
