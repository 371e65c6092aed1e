package org.kith.kernel;

/** Element type of stored vectors. All are little-endian. */
public enum Encoding {
  /** 32-bit IEEE float. */
  F32(Float.BYTES),
  /** Signed byte, -128..127. */
  I8(Byte.BYTES);

  private final int bytes;

  Encoding(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes of one element. */
  public int bytes() {
    return bytes;
  }
}
