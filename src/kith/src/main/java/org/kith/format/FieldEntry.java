package org.kith.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
import org.kith.quantize.Sketch;
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
/// codes     vint     number of quantizers: as many as the spec names, or 0
///                    of each, see StoredCodes
/// graph              see StoredGraph
/// sketch             see StoredSketch; only beside codes
/// ```
///
/// @param field the field, of this segment
/// @param settings what it was written with
/// @param metric how its vectors are compared
/// @param vectors where they are
/// @param codes where their codes are, the coarser first
/// @param graph where the graph is
/// @param sketch where their sketch is, if they have one
record FieldEntry(
    FieldInfo field,
    FieldSettings settings,
    FieldMetric metric,
    StoredVectors vectors,
    List<StoredCodes> codes,
    StoredGraph graph,
    StoredSketch sketch) {

  FieldEntry with(StoredGraph newGraph) {
    return new FieldEntry(field, settings, metric, vectors, codes, newGraph, sketch);
  }

  FieldEntry with(StoredSketch newSketch) {
    return new FieldEntry(field, settings, metric, vectors, codes, graph, newSketch);
  }

  /// The quantizers of the codes; none if these cannot be compared, as where the metric is missing.
  ///
  /// @throws IllegalArgumentException if their parameters are wrong
  List<Quantizer> quantizers() {
    List<Quantizer> quantizers = new ArrayList<>();
    Metric bound = metric.orNull();
    if (bound != null && !codes.isEmpty()) {
      List<String> names = FieldSettings.codes(Spec.parse(settings.spec()));
      for (int i = 0; i < codes.size(); i++) {
        float[] parameters = codes.get(i).parameters();
        Quantizers.open(names.get(i), bound.family(), dims(), parameters)
            .ifPresent(quantizers::add);
      }
    }
    return quantizers;
  }

  /// What the sketch was made by; empty if there is none, or it cannot be compared.
  ///
  /// @throws IllegalArgumentException if its parameters are wrong
  Optional<Sketch> openSketch() {
    Metric bound = metric.orNull();
    return bound == null || sketch.isEmpty()
        ? Optional.empty()
        : Sketch.open(bound.family(), dims(), sketch.parameters());
  }

  VectorType<?> type() {
    return VectorType.of(field.getVectorEncoding());
  }

  int dims() {
    return field.getVectorDimension();
  }

  /// Bytes of a vector as it is stored.
  int stride() {
    return dims() * vectors.form().bytes(type().encoding());
  }

  void writeTo(DataOutput meta) throws IOException {
    meta.writeInt(field.number);
    settings.writeTo(meta);
    meta.writeString(metric.name());
    meta.writeByte(id(type().encoding()));
    meta.writeVInt(dims());
    vectors.writeTo(meta);
    meta.writeVInt(codes.size());
    for (StoredCodes stored : codes) {
      stored.writeTo(meta);
    }
    graph.writeTo(meta);
    sketch.writeTo(meta);
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
    FieldInfo field = number < 0 ? null : infos.fieldInfo(number);
    if (field == null || !field.hasVectorValues()) {
      throw new CorruptIndexException("field number " + number + " has no vectors", meta);
    }
    FieldSettings settings = FieldSettings.read(meta);
    FieldMetric metric = FieldMetric.stored(field, Spec.parse(settings.spec()));
    check("metric", field, meta.readString(), metric.name(), meta);
    Encoding encoding = VectorType.of(field.getVectorEncoding()).encoding();
    check("encoding", field, meta.readByte(), id(encoding), meta);
    check("dims", field, meta.readVInt(), field.getVectorDimension(), meta);
    StoredVectors vectors = StoredVectors.read(meta, encoding, maxDoc);
    List<StoredCodes> codes = codes(meta, Spec.parse(settings.spec()));
    StoredGraph graph = StoredGraph.read(meta, vectors.count());
    if (!graph.isEmpty() && settings.m() == 0) {
      throw new CorruptIndexException("a graph, but none in '" + settings.spec() + "'", meta);
    }
    StoredSketch sketch = StoredSketch.read(meta, vectors.count());
    if (!sketch.isEmpty() && codes.isEmpty()) {
      throw new CorruptIndexException("a sketch, but no codes", meta);
    }
    FieldEntry entry = new FieldEntry(field, settings, metric, vectors, codes, graph, sketch);
    try {
      entry.quantizers();
      entry.openSketch();
    } catch (IllegalArgumentException e) {
      throw new CorruptIndexException("field '" + field.name + "': " + e.getMessage(), meta, e);
    }
    return entry;
  }

  private static List<StoredCodes> codes(IndexInput meta, Spec spec) throws IOException {
    int count = meta.readVInt();
    if (count != 0 && count != FieldSettings.codes(spec).size()) {
      throw new CorruptIndexException(count + " quantizers for '" + spec + "'", meta);
    }
    List<StoredCodes> codes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      codes.add(StoredCodes.read(meta));
    }
    return codes;
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
