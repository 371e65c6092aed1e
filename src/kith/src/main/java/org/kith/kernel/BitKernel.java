package org.kith.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** A kernel over rows of packed bits: counts bits in words of 64. */
abstract class BitKernel extends RowKernel {
  /** What becomes of the counts. */
  enum Measure {
    /** How many bits differ. */
    DIFFERING,
    /** Bits that differ, as a share of those set in either: the Jaccard distance. */
    SHARE
  }

  static final ValueLayout.OfLong WORD =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /** The query's words, the last one filled up with zeros. */
  final long[] query;

  private final int bytes;
  final Measure measure;

  /** Bits that are set in the query. */
  int queryCount;

  BitKernel(int bytes, Measure measure) {
    super(bytes);
    this.bytes = bytes;
    this.measure = measure;
    query = new long[(bytes + Long.BYTES - 1) / Long.BYTES];
  }

  @Override
  public final void query(MemorySegment source, long offset) {
    queryCount = 0;
    for (int w = 0; w < query.length; w++) {
      query[w] = word(source, offset, w);
      queryCount += Long.bitCount(query[w]);
    }
  }

  /**
   * Counts in the words from {@code word} on: bits that differ, and 2^32 times those of the row.
   */
  final long counts(MemorySegment rows, long row, int word) {
    int differing = 0;
    int set = 0;
    for (int w = word; w < query.length; w++) {
      long bits = word(rows, row, w);
      differing += Long.bitCount(bits ^ query[w]);
      set += Long.bitCount(bits);
    }
    return (long) set << 32 | differing;
  }

  private long word(MemorySegment rows, long row, int word) {
    int at = word * Long.BYTES;
    return at + Long.BYTES <= bytes
        ? rows.get(WORD, row + at)
        : lastWord(rows, row + at, at, bytes - at);
  }

  /**
   * A word of which only {@code count} bytes, 0 to 8, are there.
   *
   * @param before how many bytes of the row come before it
   */
  static long lastWord(MemorySegment rows, long at, int before, int count) {
    if (count > 0 && before + count >= Long.BYTES) {
      return rows.get(WORD, at + count - Long.BYTES) >>> (Long.SIZE - Byte.SIZE * count);
    }
    long word = 0;
    for (int i = count - 1; i >= 0; i--) {
      word = word << 8 | Byte.toUnsignedInt(rows.get(ValueLayout.JAVA_BYTE, at + i));
    }
    return word;
  }

  final float value(long counts) {
    int differing = (int) counts;
    if (measure == Measure.DIFFERING) {
      return differing;
    }
    // Bits of the query, of the row, and of one of them alone: each in either is counted twice.
    int twice = queryCount + (int) (counts >>> 32) + differing;
    return 2f * differing / Math.max(1, twice);
  }
}
