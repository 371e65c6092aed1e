package org.kith.tools.bench;

import java.util.Locale;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnByteVectorField;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.kith.tools.data.DataSet;
import org.kith.tools.data.Encoding;
import org.kith.tools.data.Metric;
import org.kith.tools.data.Vectors;

/**
 * Rows as fields of documents: the vector, as floats or as signed bytes, and its ordinal.
 *
 * <p>Unsigned bytes become signed ones by subtracting 128, which leaves Euclidean distances as they
 * are.
 */
final class FieldData {
  static final String VECTOR = "vector";
  static final String ORDINAL = "ordinal";

  private final DataSet data;
  private final Vectors rows;
  private final boolean asBytes;
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
    if (asBytes) {
      requireExactBytes(data);
    }
    this.data = data;
    this.rows = rows;
    this.asBytes = asBytes;
    this.shift = data.base().encoding() == Encoding.U8 ? 128 : 0;
  }

  private static void requireExactBytes(DataSet data) {
    Encoding encoding = data.base().encoding();
    boolean exact =
        encoding == Encoding.I8 || (encoding == Encoding.U8 && data.metric() == Metric.L2SQ);
    if (!exact || data.queries().encoding() != encoding) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s: %s vectors under %s are not exact as bytes; only i8, or u8 under l2sq, are",
              data.name(),
              encoding.label(),
              data.metric().label()));
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

  Target[] targets() {
    Target[] targets = new Target[data.queries().count()];
    for (int i = 0; i < targets.length; i++) {
      float[] row = data.queries().row(i);
      targets[i] = asBytes ? new Target(null, toBytes(row)) : new Target(row, null);
    }
    return targets;
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
    private final float[] row = new float[rows.dims()];
    private final NumericDocValuesField ordinal = new NumericDocValuesField(ORDINAL, 0L);
    private final KnnFloatVectorField floats;
    private final KnnByteVectorField bytes;
    private final Document document = new Document();

    private Filler() {
      VectorSimilarityFunction similarity = data.metric().similarity();
      rows.read(0, row);
      floats = asBytes ? null : new KnnFloatVectorField(VECTOR, row, similarity);
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
        floats.setVectorValue(row);
      }
      return document;
    }
  }
}
