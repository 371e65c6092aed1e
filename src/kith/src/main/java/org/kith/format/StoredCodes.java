package org.kith.format;

import java.io.IOException;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.store.DataOutput;
import org.apache.lucene.store.IndexInput;
import org.kith.store.Section;

/// Where codes of a field are in `.kithc`, and what they were made with. In metadata:
///
/// ```
/// length      vint      of the parameters
/// parameters  float32*  of the quantizer
/// codes       section   count * bytes of a code
/// ```
///
/// @param parameters of a quantizer that the spec names
/// @param codes one row a vector, in the order of ordinals
record StoredCodes(float[] parameters, Section codes) {
  /// No codes.
  static final StoredCodes NONE = new StoredCodes(new float[0], Section.NONE);

  /// A few a dimension, for the most dimensions there may be.
  private static final int MAX_PARAMETERS = 1 << 20;

  boolean isEmpty() {
    return codes.length() == 0;
  }

  void writeTo(DataOutput meta) throws IOException {
    meta.writeVInt(parameters.length);
    for (float parameter : parameters) {
      meta.writeInt(Float.floatToRawIntBits(parameter));
    }
    codes.writeTo(meta);
  }

  static StoredCodes read(IndexInput meta) throws IOException {
    int length = meta.readVInt();
    if (length < 0 || length > MAX_PARAMETERS) {
      throw new CorruptIndexException(length + " parameters of a quantizer", meta);
    }
    float[] parameters = new float[length];
    for (int i = 0; i < length; i++) {
      parameters[i] = Float.intBitsToFloat(meta.readInt());
    }
    return new StoredCodes(parameters, Section.read(meta));
  }
}
