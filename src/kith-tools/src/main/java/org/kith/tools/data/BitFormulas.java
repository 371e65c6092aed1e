package org.kith.tools.data;

/** Distances of packed bits, a byte at a time. */
final class BitFormulas {
  private BitFormulas() {}

  static double hamming(byte[] a, byte[] b, int from, int to) {
    int differing = 0;
    for (int i = from; i < to; i++) {
      differing += Integer.bitCount((a[i] ^ b[i]) & 0xFF);
    }
    return differing;
  }

  static double tanimoto(byte[] a, byte[] b, int from, int to) {
    int both = 0;
    int either = 0;
    for (int i = from; i < to; i++) {
      both += Integer.bitCount(a[i] & b[i] & 0xFF);
      either += Integer.bitCount((a[i] | b[i]) & 0xFF);
    }
    return either == 0 ? 0 : 1 - (double) both / either;
  }

  static double sorensen(byte[] a, byte[] b, int from, int to) {
    int both = 0;
    int all = 0;
    for (int i = from; i < to; i++) {
      both += Integer.bitCount(a[i] & b[i] & 0xFF);
      all += Integer.bitCount(a[i] & 0xFF) + Integer.bitCount(b[i] & 0xFF);
    }
    return all == 0 ? 0 : 1 - 2.0 * both / all;
  }

  /** Of a length, lowest byte first, and as many bytes of code: the share of common bits. */
  static double nphd(byte[] a, byte[] b, int from, int to) {
    int header = 1;
    while (to - from - header >= 1L << (8 * header)) {
      header++;
    }
    int lengthOfA = 0;
    int lengthOfB = 0;
    for (int i = 0; i < header; i++) {
      lengthOfA |= (a[from + i] & 0xFF) << (8 * i);
      lengthOfB |= (b[from + i] & 0xFF) << (8 * i);
    }
    int common = Math.min(lengthOfA, lengthOfB);
    if (common == 0) {
      return lengthOfA == lengthOfB ? 0 : 1;
    }
    int start = from + header;
    return hamming(a, b, start, start + common) / (8.0 * common);
  }
}
