package org.kith.tools.bench;

import java.util.Locale;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnByteVectorField;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.kith.tools.data.DataSet;
import org.kith.tools.data.Encoding;
import org.kith.tools.data.Row;
import org.kith.tools.data.Vectors;

/**
 * Rows as fields of documents: the vector, as floats, signed bytes or packed bits, and its ordinal.
 *
 * <p>Unsigned bytes become signed ones by subtracting 128, which leaves differences as they are.
 */
final class FieldData {
  static final String VECTOR = "vector";
  static final String ORDINAL = "ordinal";

  /** Metrics of numbers that Kith computes from bytes as well. */
  private static final Set<String> OF_BYTES = Set.of("ip", "cos", "l2sq", "l1");

  /** Those of them that a shift of all components does not change. */
  private static final Set<String> OF_DIFFERENCES = Set.of("l2sq", "l1");

  private final DataSet data;
  private final Vectors rows;
  private final boolean asBytes;
  private final boolean asBits;
  private final int shift;

  FieldData(DataSet data, boolean asBytes) {
    this(data, data.base(), asBytes);
  }

  /**
   * Fields of more rows than are searched for in the end.
   *
   * @param rows those of the data set, then others that an index has for a while
   */
  FieldData(DataSet data, Vectors rows, boolean asBytes) {
    this.asBits = data.base().encoding() == Encoding.BITS;
    this.asBytes = asBytes || asBits;
    if (asBytes && !asBits) {
      requireExactBytes(data);
    }
    this.data = data;
    this.rows = rows;
    this.shift = data.base().encoding() == Encoding.U8 ? 128 : 0;
  }

  private static void requireExactBytes(DataSet data) {
    Encoding encoding = data.base().encoding();
    String metric = data.metric().label();
    boolean exact =
        (encoding == Encoding.I8 && OF_BYTES.contains(metric))
            || (encoding == Encoding.U8 && OF_DIFFERENCES.contains(metric));
    if (!exact || data.queries().encoding() != encoding) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s: %s vectors under %s are not exact as bytes; only i8 under ip, cos, l2sq or l1,"
                  + " and u8 under l2sq or l1, are",
              data.name(),
              encoding.label(),
              metric));
    }
  }

  DataSet data() {
    return data;
  }

  int count() {
    return data.base().count();
  }

  /** How many rows there are for an index, those included that it does not have in the end. */
  int rows() {
    return rows.count();
  }

  /** Dimensions of the field; packed bits are bytes. */
  int dims() {
    return asBits ? rows.rowBytes() : rows.dims();
  }

  /** Bytes of a vector as an index keeps it. */
  int rowBytes() {
    return asBytes ? dims() : Float.BYTES * dims();
  }

  Target[] targets() {
    Row[] queries = data.queries().rows(0, data.queries().count());
    Target[] targets = new Target[queries.length];
    for (int i = 0; i < targets.length; i++) {
      targets[i] =
          asBytes ? new Target(null, toBytes(queries[i])) : new Target(queries[i].floats(), null);
    }
    return targets;
  }

  private byte[] toBytes(Row row) {
    return asBits ? row.bytes().clone() : toBytes(row.floats());
  }

  private byte[] toBytes(float[] row) {
    byte[] bytes = new byte[row.length];
    for (int i = 0; i < row.length; i++) {
      bytes[i] = (byte) ((int) row[i] - shift);
    }
    return bytes;
  }

  /** A document to be filled again and again; one for each thread. */
  Filler filler() {
    return new Filler();
  }

  /** One document over the rows it is filled with in turn. */
  final class Filler {
    private final Row row = rows.newRow();
    private final NumericDocValuesField ordinal = new NumericDocValuesField(ORDINAL, 0L);
    private final KnnFloatVectorField floats;
    private final KnnByteVectorField bytes;
    private final Document document = new Document();

    private Filler() {
      VectorSimilarityFunction similarity = data.metric().similarity();
      if (similarity == null) {
        similarity = VectorSimilarityFunction.EUCLIDEAN; // The format's own metric counts.
      }
      rows.read(0, row);
      floats = asBytes ? null : new KnnFloatVectorField(VECTOR, row.floats(), similarity);
      bytes = asBytes ? new KnnByteVectorField(VECTOR, toBytes(row), similarity) : null;
      document.add(asBytes ? bytes : floats);
      document.add(ordinal);
    }

    Document fill(int ord) {
      rows.read(ord, row);
      ordinal.setLongValue(ord);
      if (asBytes) {
        bytes.setVectorValue(toBytes(row));
      } else {
        floats.setVectorValue(row.floats());
      }
      return document;
    }
  }
}
