package org.kith.format;

import java.io.IOException;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.store.DataOutput;
import org.apache.lucene.store.IndexInput;
import org.kith.store.Section;

/// Where a field's codes are in `.kithc`, and what they were made with. In metadata:
///
/// ```
/// length      vint      of the parameters; 0 = no codes
/// parameters  float32*  of the quantizer
/// codes       section   count * bytes of a code; only if there are parameters
/// ```
///
/// @param parameters of the quantizer that the spec names; none without codes
/// @param codes one row a vector, in the order of ordinals
record StoredCodes(float[] parameters, Section codes) {
  static final StoredCodes NONE = new StoredCodes(new float[0], Section.NONE);

  /// A few a dimension, for the most dimensions there may be.
  private static final int MAX_PARAMETERS = 1 << 20;

  boolean isEmpty() {
    return parameters.length == 0;
  }

  void writeTo(DataOutput meta) throws IOException {
    meta.writeVInt(parameters.length);
    for (float parameter : parameters) {
      meta.writeInt(Float.floatToRawIntBits(parameter));
    }
    if (!isEmpty()) {
      codes.writeTo(meta);
    }
  }

  static StoredCodes read(IndexInput meta) throws IOException {
    int length = meta.readVInt();
    if (length < 0 || length > MAX_PARAMETERS) {
      throw new CorruptIndexException(length + " parameters of a quantizer", meta);
    }
    if (length == 0) {
      return NONE;
    }
    float[] parameters = new float[length];
    for (int i = 0; i < length; i++) {
      parameters[i] = Float.intBitsToFloat(meta.readInt());
    }
    return new StoredCodes(parameters, Section.read(meta));
  }
}
