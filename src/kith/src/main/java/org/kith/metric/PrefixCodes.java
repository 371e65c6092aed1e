package org.kith.metric;

import java.util.Arrays;
import org.kith.kernel.Kernels;

/**
 * Codes of different lengths in vectors of one length, for the metric {@code nphd}: the number of
 * the code's bytes, the code, zeros up to the end.
 *
 * <p>The number takes as few bytes as the longest code needs, lowest byte first: one in vectors of
 * up to 256 bytes, two in vectors of up to 65,537, three in longer ones.
 */
public final class PrefixCodes {
  private PrefixCodes() {}

  /**
   * The longest code that a vector holds.
   *
   * @param dims bytes of the vector, at least 2
   * @return bytes
   */
  public static int capacity(int dims) {
    return dims - Kernels.prefixHeaderBytes(dims);
  }

  /**
   * Packs a code.
   *
   * @param code at most {@link #capacity} bytes
   * @param dims bytes of the vector
   * @return the vector
   */
  public static byte[] pack(byte[] code, int dims) {
    if (code.length > capacity(dims)) {
      throw new IllegalArgumentException(
          "nphd: a vector of "
              + dims
              + " bytes holds codes of up to "
              + capacity(dims)
              + " bytes, got "
              + code.length);
    }
    int header = Kernels.prefixHeaderBytes(dims);
    byte[] vector = new byte[dims];
    for (int i = 0; i < header; i++) {
      vector[i] = (byte) (code.length >> (8 * i));
    }
    System.arraycopy(code, 0, vector, header, code.length);
    return vector;
  }

  /**
   * Unpacks a code.
   *
   * @param vector as {@link #pack} makes them
   * @return the code
   * @throws IllegalArgumentException if the length exceeds the vector, or other bytes than zeros
   *     follow the code
   */
  public static byte[] unpack(byte[] vector) {
    int header = Kernels.prefixHeaderBytes(vector.length);
    int length = 0;
    for (int i = 0; i < header; i++) {
      length |= Byte.toUnsignedInt(vector[i]) << (8 * i);
    }
    if (length > capacity(vector.length)) {
      throw new IllegalArgumentException(
          "nphd: a vector of "
              + vector.length
              + " bytes holds codes of up to "
              + capacity(vector.length)
              + " bytes, but begins with the length "
              + length);
    }
    for (int i = header + length; i < vector.length; i++) {
      if (vector[i] != 0) {
        throw new IllegalArgumentException(
            "nphd: only zeros may follow the code of "
                + length
                + " bytes, got "
                + vector[i]
                + " at "
                + i);
      }
    }
    return Arrays.copyOfRange(vector, header, header + length);
  }
}
