package org.kith.tools.data;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Locale;

/** How one component of a stored vector is written; all little-endian. */
public enum Encoding {
  F32(32),
  F16(16),
  U8(8),
  I8(8),
  /** Eight components a byte, the first in its highest bit. */
  BITS(1);

  static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final int bits;

  Encoding(int bits) {
    this.bits = bits;
  }

  /**
   * Bytes of one vector.
   *
   * @param dims components; of bits a multiple of 8
   */
  public int rowBytes(int dims) {
    long all = (long) dims * bits;
    if (all % 8 != 0) {
      throw new IllegalArgumentException(dims + " bits do not fill bytes");
    }
    return Math.toIntExact(all / 8);
  }

  /** The lower-case name, which is also the extension of raw files: f32, f16, u8, i8 or bits. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The encoding of that name, or null. */
  public static Encoding named(String label) {
    for (Encoding encoding : values()) {
      if (encoding.label().equals(label)) {
        return encoding;
      }
    }
    return null;
  }

  void read(MemorySegment bytes, long offset, float[] into) {
    switch (this) {
      case F32 -> MemorySegment.copy(bytes, FLOAT, offset, into, 0, into.length);
      case F16 -> {
        for (int i = 0; i < into.length; i++) {
          into[i] = Float.float16ToFloat(bytes.get(SHORT, offset + 2L * i));
        }
      }
      case U8 -> {
        for (int i = 0; i < into.length; i++) {
          into[i] = bytes.get(ValueLayout.JAVA_BYTE, offset + i) & 0xFF;
        }
      }
      case I8 -> {
        for (int i = 0; i < into.length; i++) {
          into[i] = bytes.get(ValueLayout.JAVA_BYTE, offset + i);
        }
      }
      case BITS -> {
        for (int i = 0; i < into.length; i++) {
          into[i] = (bytes.get(ValueLayout.JAVA_BYTE, offset + i / 8) >> (7 - i % 8)) & 1;
        }
      }
    }
  }
}
