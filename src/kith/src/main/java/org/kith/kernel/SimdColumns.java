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
  public void compare(
      MemorySegment blocks, long start, float base, float offset, float[] values, int at) {
    for (int from = 0; from < bytes; from += MOST) {
      int to = Math.min(bytes, from + MOST);
      for (int lane = 0; lane < ROWS; lane += LANES) {
        count(blocks, start + lane, from, to, lane);
      }
      for (int lane = 0; lane < ROWS; lane += LANES) {
        add(lane, from > 0);
      }
    }
    values(blocks, start + (long) bytes * ROWS, base, offset, values, at);
  }

  /** Counts in a vector of rows. */
  private void count(MemorySegment blocks, long at, int from, int to, int lane) {
    ByteVector ones = ByteVector.zero(BYTES);
    ByteVector twos = ones;
    ByteVector fours = ones;
    for (int b = from; b < to; b++) {
      ByteVector row = ByteVector.fromMemorySegment(BYTES, blocks, at + (long) b * ROWS, ORDER);
      int place = b * STRIDE;
      ones = row.and(ByteVector.fromArray(BYTES, beside, place)).lanewise(BIT_COUNT).add(ones);
      twos =
          row.and(ByteVector.fromArray(BYTES, beside, place + LANES)).lanewise(BIT_COUNT).add(twos);
      fours =
          row.and(ByteVector.fromArray(BYTES, beside, place + 2 * LANES))
              .lanewise(BIT_COUNT)
              .add(fours);
    }
    ones.intoArray(counts, lane);
    twos.intoArray(counts, ROWS + lane);
    fours.intoArray(counts, 2 * ROWS + lane);
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
    int row = lane / 2;
    int oddRow = row + ROWS / 2;
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

  private void values(
      MemorySegment blocks, long factors, float base, float offset, float[] values, int at) {
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
