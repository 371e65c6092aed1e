package org.kith.format;

import java.io.IOException;
import java.util.Optional;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.store.DataOutput;
import org.apache.lucene.store.IndexInput;
import org.kith.kernel.Encoding;
import org.kith.metric.Metric;
import org.kith.quantize.Quantizer;
import org.kith.quantize.Quantizers;
import org.kith.spec.Spec;

/// All that a segment's metadata says about one field:
///
/// ```
/// number    int32    of the field in this segment's field infos
/// settings           see FieldSettings
/// metric    string   name and arguments, as in a spec
/// encoding  byte     0 = float32, 1 = int8
/// dims      vint
/// vectors            see StoredVectors
/// codes              see StoredCodes
/// graph              see StoredGraph
/// ```
///
/// @param field the field, of this segment
/// @param settings what it was written with
/// @param metric how its vectors are compared
/// @param vectors where they are
/// @param codes where their codes are
/// @param graph where the graph is
record FieldEntry(
    FieldInfo field,
    FieldSettings settings,
    FieldMetric metric,
    StoredVectors vectors,
    StoredCodes codes,
    StoredGraph graph) {

  FieldEntry with(StoredGraph newGraph) {
    return new FieldEntry(field, settings, metric, vectors, codes, newGraph);
  }

  /// The quantizer of the codes, if there are any that can be compared: the metric may be missing.
  ///
  /// @throws IllegalArgumentException if its parameters are wrong
  Optional<Quantizer> quantizer() {
    Metric bound = metric.orNull();
    return codes.isEmpty() || bound == null
        ? Optional.empty()
        : Quantizers.open(settings.code(), bound.family(), dims(), codes.parameters());
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
    codes.writeTo(meta);
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
    FieldMetric metric = FieldMetric.stored(field, Spec.parse(settings.spec()));
    check("metric", field, meta.readString(), metric.name(), meta);
    byte encoding = id(VectorType.of(field.getVectorEncoding()).encoding());
    check("encoding", field, meta.readByte(), encoding, meta);
    check("dims", field, meta.readVInt(), field.getVectorDimension(), meta);
    StoredVectors vectors = StoredVectors.read(meta, maxDoc);
    StoredCodes codes = StoredCodes.read(meta);
    StoredGraph graph = StoredGraph.read(meta, vectors.count());
    if (!graph.isEmpty() && settings.m() == 0) {
      throw new CorruptIndexException("a graph, but none in '" + settings.spec() + "'", meta);
    }
    FieldEntry entry = new FieldEntry(field, settings, metric, vectors, codes, graph);
    try {
      entry.quantizer();
    } catch (IllegalArgumentException e) {
      throw new CorruptIndexException("field '" + field.name + "': " + e.getMessage(), meta, e);
    }
    return entry;
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
