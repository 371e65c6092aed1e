package org.kith.kernel;

import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * Loads four codes as one 16-bit lane and multiplies each in place: nothing is widened before the
 * sums.
 */
final class SimdNibbles extends NibbleKernel {
  private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_PREFERRED;
  private static final int LANES = BYTES.length();
  private static final int QUARTER = SHORTS.length();
  private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

  /** Bytes whose products fit 16 bits: 8 vectors of 4 * 63 * 15. */
  private static final int MOST = 8 * LANES;

  /** Where the last codes begin, too few for a vector. */
  private final int bound;

  /** The lanes that the last codes fill. */
  private final VectorMask<Byte> tail;

  /** For each vector of codes the levels of the first codes of all lanes, of the second ones... */
  private final short[] levels;

  SimdNibbles(int dims) {
    super(dims);
    bound = BYTES.loopBound(codeBytes);
    tail = BYTES.indexInRange(bound, codeBytes);
    levels = new short[(codeBytes + LANES - 1) / LANES * 2 * LANES];
  }

  private static int place(int component) {
    int vector = component / (2 * LANES);
    int within = component % (2 * LANES);
    return vector * 2 * LANES + within % 4 * QUARTER + within / 4;
  }

  @Override
  void setLevel(int component, byte level) {
    levels[place(component)] = level;
  }

  @Override
  int setLevels(MemorySegment rows, long row) {
    int sum = 0;
    for (int i = 0; i < bound; i += LANES) {
      sum += spread(rows, row, i);
    }
    if (dims < 2 * bound) {
      // The unused half of the last byte, a code of 0.
      setLevel(dims, (byte) 0);
      return sum + MAX_CODE;
    }
    for (int i = 2 * bound; i < dims; i++) {
      int pair = rows.get(ValueLayout.JAVA_BYTE, row + i / 2);
      int level = 2 * (pair >> (i % 2 * 4) & MAX_CODE) - MAX_CODE;
      setLevel(i, (byte) level);
      sum += level;
    }
    return sum;
  }

  /** Turns the codes of one vector into levels. */
  private int spread(MemorySegment rows, long row, int i) {
    ShortVector codes =
        ByteVector.fromMemorySegment(BYTES, rows, row + i, ORDER).reinterpretAsShorts();
    ShortVector a = codes.lanewise(LSHL, 1).and((short) 30).sub((short) MAX_CODE);
    ShortVector b = codes.lanewise(LSHR, 3).and((short) 30).sub((short) MAX_CODE);
    ShortVector c = codes.lanewise(LSHR, 7).and((short) 30).sub((short) MAX_CODE);
    ShortVector d = codes.lanewise(LSHR, 11).and((short) 30).sub((short) MAX_CODE);
    a.intoArray(levels, 2 * i);
    b.intoArray(levels, 2 * i + QUARTER);
    c.intoArray(levels, 2 * i + 2 * QUARTER);
    d.intoArray(levels, 2 * i + 3 * QUARTER);
    return a.add(b).add(c).add(d).reduceLanes(ADD);
  }

  @Override
  int products(MemorySegment rows, long row) {
    int sum = products(rows, row, 0, Math.min(bound, MOST));
    for (int from = MOST; from < bound; from += MOST) {
      sum += products(rows, row, from, Math.min(bound, from + MOST));
    }
    return bound < codeBytes ? sum + rest(rows, row) : sum;
  }

  private int products(MemorySegment rows, long row, int from, int to) {
    ShortVector sum = ShortVector.zero(SHORTS);
    for (int i = from; i < to; i += LANES) {
      ShortVector codes =
          ByteVector.fromMemorySegment(BYTES, rows, row + i, ORDER).reinterpretAsShorts();
      ShortVector a = codes.and((short) 15);
      ShortVector b = codes.lanewise(LSHR, 4).and((short) 15);
      ShortVector c = codes.lanewise(LSHR, 8).and((short) 15);
      ShortVector d = codes.lanewise(LSHR, 12);
      ShortVector ab =
          a.mul(ShortVector.fromArray(SHORTS, levels, 2 * i))
              .add(b.mul(ShortVector.fromArray(SHORTS, levels, 2 * i + QUARTER)));
      ShortVector cd =
          c.mul(ShortVector.fromArray(SHORTS, levels, 2 * i + 2 * QUARTER))
              .add(d.mul(ShortVector.fromArray(SHORTS, levels, 2 * i + 3 * QUARTER)));
      sum = sum.add(ab.add(cd));
    }
    IntVector pairs = sum.reinterpretAsInts();
    return pairs
        .lanewise(ASHR, 16)
        .add(pairs.lanewise(LSHL, 16).lanewise(ASHR, 16))
        .reduceLanes(ADD);
  }

  /** Of the last codes, too few for a vector. */
  private int rest(MemorySegment rows, long row) {
    ShortVector codes =
        ByteVector.fromMemorySegment(BYTES, rows, row + bound, ORDER, tail).reinterpretAsShorts();
    ShortVector a = codes.and((short) 15);
    ShortVector b = codes.lanewise(LSHR, 4).and((short) 15);
    ShortVector c = codes.lanewise(LSHR, 8).and((short) 15);
    ShortVector d = codes.lanewise(LSHR, 12);
    ShortVector ab =
        a.mul(ShortVector.fromArray(SHORTS, levels, 2 * bound))
            .add(b.mul(ShortVector.fromArray(SHORTS, levels, 2 * bound + QUARTER)));
    ShortVector cd =
        c.mul(ShortVector.fromArray(SHORTS, levels, 2 * bound + 2 * QUARTER))
            .add(d.mul(ShortVector.fromArray(SHORTS, levels, 2 * bound + 3 * QUARTER)));
    IntVector pairs = ab.add(cd).reinterpretAsInts();
    return pairs
        .lanewise(ASHR, 16)
        .add(pairs.lanewise(LSHL, 16).lanewise(ASHR, 16))
        .reduceLanes(ADD);
  }
}
