package org.kith.ordeal;

import java.io.IOException;
import java.util.Random;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.IntField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorEncoding;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.kith.lucene.VectorField;

/// Documents whose vectors follow from their id and version, so that whoever finds one knows what
/// its score must be, whatever others write meanwhile.
final class VersionedDocuments {
  static final VectorField FLOATS =
      new VectorField("floats", VectorEncoding.FLOAT32, VectorSimilarityFunction.EUCLIDEAN, 16);
  static final VectorField BYTES =
      new VectorField("bytes", VectorEncoding.BYTE, VectorSimilarityFunction.COSINE, 16);
  static final String GROUP = "group";
  static final int GROUPS = 10;

  private static final String ID = "id";
  private static final String VERSION = "version";
  private static final int CLUSTERS = 50;

  private VersionedDocuments() {}

  /// The vector of a document.
  static Object value(VectorField field, int id, int version) {
    return near(field, new Random(31L * id + version));
  }

  /// A vector near one of the clusters that all vectors are near to.
  static Object near(VectorField field, Random random) {
    Random centre = new Random(random.nextInt(CLUSTERS));
    float[] floats = new float[field.dims()];
    byte[] bytes = new byte[field.dims()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) (centre.nextGaussian() + 0.4 * random.nextGaussian());
      bytes[i] = (byte) Math.clamp((long) (30 * floats[i]), Byte.MIN_VALUE, Byte.MAX_VALUE);
    }
    return field.encoding() == VectorEncoding.FLOAT32 ? floats : bytes;
  }

  static Term term(int id) {
    return new Term(ID, Integer.toString(id));
  }

  static Document document(int id, int version) {
    Document document = new Document();
    document.add(new StringField(ID, Integer.toString(id), Field.Store.YES));
    document.add(new StoredField(VERSION, version));
    document.add(new IntField(GROUP, id % GROUPS, Field.Store.NO));
    document.add(FLOATS.of(value(FLOATS, id, version)));
    document.add(BYTES.of(value(BYTES, id, version)));
    return document;
  }

  /// The vector of a document that was found.
  static Object value(VectorField field, StoredFields stored, int doc) throws IOException {
    Document document = stored.document(doc);
    return value(field, id(document), document.getField(VERSION).numericValue().intValue());
  }

  static int id(Document document) {
    return Integer.parseInt(document.get(ID));
  }
}
