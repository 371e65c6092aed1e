package org.kith.kernel;

import static jdk.incubator.vector.VectorOperators.BIT_COUNT;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.S2F;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Estimates from columns of bits. Bits that a row has in common with a plane of the query are
 * counted byte by byte, which a byte has room for in 31 of them, then in pairs of bytes.
 */
final class SimdColumns extends ColumnKernel {
  private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Short> AS_FLOATS =
      VectorSpecies.of(short.class, VectorShape.forBitSize(FLOATS.vectorBitSize() / 2));
  private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

  /** Rows of a vector of bytes. */
  private static final int LANES = BYTES.length();

  /** So many times eight bits are counted in a byte. */
  private static final int MOST = 31;

  /**
   * From the query's byte of one place to that of the next. With a power of two the compiler proves
   * once that all are within bounds, not for each.
   */
  private static final int STRIDE = 4 * LANES;

  private static final short LOW_BYTE = 0xFF;

  /** Rows among which bytes take turns. */
  private static final int GROUP = 64;

  /**
   * What a query fills and scans write to; used again, because new memory would have to be brought
   * into the cache first.
   */
  private static final class Scratch {
    /** For each byte of a row, that of each plane of the query as often as a vector takes it. */
    private byte[] beside = new byte[0];

    /** Counts of each plane: a byte for each row. */
    private final byte[] counts = new byte[QUERY_PLANES * ROWS];

    private final short[] sums = new short[ROWS];
  }

  private static final Pool<Scratch> POOL = new Pool<>();

  /** Null once it is given back. */
  private Scratch scratch;

  private final byte[] beside;
  private final byte[] counts;
  private final short[] sums;

  SimdColumns(int words) {
    super(words);
    Scratch pooled = POOL.borrow();
    scratch = pooled == null ? new Scratch() : pooled;
    if (scratch.beside.length < bytes * STRIDE) {
      scratch.beside = new byte[bytes * STRIDE];
    }
    beside = scratch.beside;
    counts = scratch.counts;
    sums = scratch.sums;
  }

  @Override
  public void close() {
    if (scratch != null) {
      POOL.giveBack(scratch);
      scratch = null;
    }
  }

  @Override
  void setPlanes(long[] planes) {
    int words = bytes / Long.BYTES;
    for (int b = 0; b < bytes; b++) {
      for (int p = 0; p < QUERY_PLANES; p++) {
        long word = planes[p * words + b / Long.BYTES];
        byte bits = (byte) (word >>> (b % Long.BYTES * Byte.SIZE));
        ByteVector.broadcast(BYTES, bits).intoArray(beside, b * STRIDE + p * LANES);
      }
    }
  }

  @Override
  public void compare(MemorySegment blocks, long start, float[] values, int at) {
    for (int from = 0; from < bytes; from += MOST) {
      int to = Math.min(bytes, from + MOST);
      for (int lane = 0; lane < ROWS; lane += 2 * LANES) {
        count(blocks, start + lane, from, to, lane);
      }
      for (int lane = 0; lane < ROWS; lane += LANES) {
        add(lane, from > 0);
      }
    }
    values(blocks, start + (long) bytes * ROWS, values, at);
  }

  /** Counts in two vectors of rows at a time, so that the query's are read half as often. */
  private void count(MemorySegment blocks, long at, int from, int to, int lane) {
    ByteVector a0 = ByteVector.zero(BYTES);
    ByteVector a1 = a0;
    ByteVector a2 = a0;
    ByteVector b0 = a0;
    ByteVector b1 = a0;
    ByteVector b2 = a0;
    for (int b = from; b < to; b++) {
      long row = at + (long) b * ROWS;
      ByteVector first = ByteVector.fromMemorySegment(BYTES, blocks, row, ORDER);
      ByteVector second = ByteVector.fromMemorySegment(BYTES, blocks, row + LANES, ORDER);
      int place = b * STRIDE;
      ByteVector q = ByteVector.fromArray(BYTES, beside, place);
      a0 = first.and(q).lanewise(BIT_COUNT).add(a0);
      b0 = second.and(q).lanewise(BIT_COUNT).add(b0);
      q = ByteVector.fromArray(BYTES, beside, place + LANES);
      a1 = first.and(q).lanewise(BIT_COUNT).add(a1);
      b1 = second.and(q).lanewise(BIT_COUNT).add(b1);
      q = ByteVector.fromArray(BYTES, beside, place + 2 * LANES);
      a2 = first.and(q).lanewise(BIT_COUNT).add(a2);
      b2 = second.and(q).lanewise(BIT_COUNT).add(b2);
    }
    a0.intoArray(counts, lane);
    b0.intoArray(counts, lane + LANES);
    a1.intoArray(counts, ROWS + lane);
    b1.intoArray(counts, ROWS + lane + LANES);
    a2.intoArray(counts, 2 * ROWS + lane);
    b2.intoArray(counts, 2 * ROWS + lane + LANES);
  }

  /**
   * Adds counts of a vector of rows to their sums, each plane for twice the one below it.
   *
   * @param further whether there are sums to add to
   */
  private void add(int lane, boolean further) {
    ShortVector counted = counted(2 * ROWS + lane);
    ShortVector even = counted.and(LOW_BYTE).neg();
    ShortVector odd = counted.lanewise(LSHR, Byte.SIZE).neg();
    counted = counted(ROWS + lane);
    even = even.add(even).add(counted.and(LOW_BYTE));
    odd = odd.add(odd).add(counted.lanewise(LSHR, Byte.SIZE));
    counted = counted(lane);
    even = even.add(even).add(counted.and(LOW_BYTE));
    odd = odd.add(odd).add(counted.lanewise(LSHR, Byte.SIZE));
    int row = lane / GROUP * GROUP + lane % GROUP / 2;
    int oddRow = row + GROUP / 2;
    if (further) {
      even = even.add(ShortVector.fromArray(SHORTS, sums, row));
      odd = odd.add(ShortVector.fromArray(SHORTS, sums, oddRow));
    }
    even.intoArray(sums, row);
    odd.intoArray(sums, oddRow);
  }

  private ShortVector counted(int at) {
    return ByteVector.fromArray(BYTES, counts, at).reinterpretAsShorts();
  }

  private void values(MemorySegment blocks, long factors, float[] values, int at) {
    for (int row = 0; row < ROWS; row += FLOATS.length()) {
      long place = factors + (long) row * Float.BYTES;
      ShortVector sum = ShortVector.fromArray(AS_FLOATS, sums, row);
      FloatVector a = FloatVector.fromMemorySegment(FLOATS, blocks, place, ORDER);
      FloatVector f =
          FloatVector.fromMemorySegment(FLOATS, blocks, place + ROWS * Float.BYTES, ORDER);
      FloatVector product = ((FloatVector) sum.convertShape(S2F, FLOATS, 0)).sub(offset);
      a.mul(weight).add(base).add(f.mul(scale).mul(product)).intoArray(values, at + row);
    }
  }
}
