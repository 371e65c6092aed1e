package org.kith.format;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.store.DataOutput;
import org.apache.lucene.store.IndexInput;
import org.kith.graph.Degrees;
import org.kith.spec.Code;
import org.kith.spec.Refinement;
import org.kith.spec.Settings;
import org.kith.spec.Spec;
import org.kith.spec.Structure;

/// What a field of a segment was written with: the canonical spec and every number in force, so
/// that an old segment is read as it was meant, whatever the defaults are by then. In metadata:
///
/// ```
/// spec            string
/// m               vint      0 = no graph is asked for
/// efConstruction  vint
/// efSearch        vint
/// oversample      float32
/// seed            int64
/// ```
///
/// @param spec canonical
/// @param m of the graph, as in the spec; 0 for exhaustive search
/// @param efConstruction candidates while building
/// @param efSearch candidates while searching, where the query says nothing
/// @param oversample candidates scored again for each hit, at least
/// @param seed of all randomness
record FieldSettings(
    String spec, int m, int efConstruction, int efSearch, float oversample, long seed) {

  static FieldSettings of(Spec spec) {
    Settings settings = spec.settings();
    int m =
        switch (spec.structure()) {
          case Structure.Hnsw hnsw -> hnsw.m();
          case Structure.Nsw nsw -> nsw.m();
          default -> 0;
        };
    return new FieldSettings(
        spec.toString(),
        m,
        settings.efConstruction(),
        settings.efSearch(),
        (float) settings.oversample(),
        settings.seed());
  }

  /// The same numbers with the spec of one field.
  FieldSettings with(Spec fieldSpec) {
    return new FieldSettings(fieldSpec.toString(), m, efConstruction, efSearch, oversample, seed);
  }

  /// Most links of a node; there must be a graph.
  Degrees degrees() {
    return Spec.parse(spec).structure() instanceof Structure.Nsw ? Degrees.nsw(m) : Degrees.hnsw(m);
  }

  /// The codes that a spec wants vectors to have beside them, by their names in specs: none, one,
  /// or a coarse one and a finer one.
  static List<String> codes(Spec spec) {
    return Stream.concat(Stream.of(spec.code()), spec.refinement().map(Refinement::code).stream())
        .filter(code -> !(code instanceof Code.Flat))
        .map(Code::toString)
        .toList();
  }

  void writeTo(DataOutput meta) throws IOException {
    meta.writeString(spec);
    meta.writeVInt(m);
    meta.writeVInt(efConstruction);
    meta.writeVInt(efSearch);
    meta.writeInt(Float.floatToRawIntBits(oversample));
    meta.writeLong(seed);
  }

  static FieldSettings read(IndexInput meta) throws IOException {
    FieldSettings read =
        new FieldSettings(
            meta.readString(),
            meta.readVInt(),
            meta.readVInt(),
            meta.readVInt(),
            Float.intBitsToFloat(meta.readInt()),
            meta.readLong());
    FieldSettings meant;
    try {
      meant = of(Spec.parse(read.spec));
    } catch (IllegalArgumentException e) {
      throw new CorruptIndexException("spec '" + read.spec + "' cannot be read", meta, e);
    }
    // The other numbers may differ: they were defaults then.
    if (read.m != meant.m
        || read.efConstruction < 1
        || read.efSearch < 1
        || !(read.oversample >= 1)) {
      throw new CorruptIndexException(read + " does not fit its spec", meta);
    }
    return read;
  }
}
