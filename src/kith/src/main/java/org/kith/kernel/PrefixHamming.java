package org.kith.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Compares codes of different lengths by the bits that both have: how many differ, as a share.
 *
 * <p>A row is the number of the code's bytes in {@link #headerBytes} bytes, lowest first, the code
 * itself, and whatever fills the row.
 */
class PrefixHamming extends RowKernel {
  /** The query's words, the last one filled up with zeros. */
  final long[] query;

  private final int header;
  private final int capacity;
  private int queryBytes;

  PrefixHamming(int bytes) {
    super(bytes);
    header = headerBytes(bytes);
    capacity = bytes - header;
    query = new long[(capacity + Long.BYTES - 1) / Long.BYTES];
  }

  /** How many bytes of a row say how long its code is: as few as the longest code needs. */
  static int headerBytes(int rowBytes) {
    return rowBytes <= 1 << 8 ? 1 : rowBytes <= (1 << 16) + 1 ? 2 : 3;
  }

  @Override
  public final void query(MemorySegment source, long offset) {
    queryBytes = codeBytes(source, offset);
    for (int w = 0; w < query.length; w++) {
      int before = w * Long.BYTES;
      int left = Math.clamp(queryBytes - before, 0, Long.BYTES);
      query[w] = BitKernel.lastWord(source, offset + header + before, before, left);
    }
  }

  /** The length that a row gives, as far as the row can hold it. */
  private int codeBytes(MemorySegment rows, long row) {
    int bytes = 0;
    for (int i = header - 1; i >= 0; i--) {
      bytes = bytes << 8 | Byte.toUnsignedInt(rows.get(ValueLayout.JAVA_BYTE, row + i));
    }
    return Math.min(bytes, capacity);
  }

  @Override
  final float one(MemorySegment rows, long row) {
    int rowBytes = codeBytes(rows, row);
    int common = Math.min(queryBytes, rowBytes);
    if (common == 0) {
      return queryBytes == rowBytes ? 0 : 1;
    }
    return differing(rows, row + header, common) / (8f * common);
  }

  /** How many of the first {@code 8 * bytes} bits of a code differ from the query's. */
  int differing(MemorySegment rows, long code, int bytes) {
    return differingFrom(0, rows, code, bytes);
  }

  /** Counts from a word of the query on. */
  final int differingFrom(int word, MemorySegment rows, long code, int bytes) {
    int differing = 0;
    int w = word;
    for (; (w + 1) * Long.BYTES <= bytes; w++) {
      differing += Long.bitCount(query[w] ^ rows.get(BitKernel.WORD, code + w * (long) Long.BYTES));
    }
    int left = bytes - w * Long.BYTES;
    if (left > 0) {
      int before = w * Long.BYTES;
      long last = BitKernel.lastWord(rows, code + before, before, left);
      differing += Long.bitCount((query[w] ^ last) << (Long.SIZE - 8 * left));
    }
    return differing;
  }
}
