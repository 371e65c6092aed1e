package org.kith.kernel;

import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.I2S;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Loads four codes as one 16-bit lane and multiplies each in place: nothing is widened before the
 * sums.
 */
final class SimdNibbles extends NibbleKernel {
  private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;

  /** As many as ints in a vector. */
  private static final VectorSpecies<Short> HALF =
      VectorSpecies.of(short.class, VectorShape.forBitSize(INTS.vectorBitSize() / 2));

  /** What sums are cast to that come out of a loop: see the package. */
  private static final Class<? extends ShortVector> SUM = ShortVector.zero(SHORTS).getClass();

  private static final Class<? extends IntVector> INT_SUM = IntVector.zero(INTS).getClass();

  private static final int LANES = BYTES.length();
  private static final int QUARTER = SHORTS.length();
  private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

  /** Vectors of codes whose products fit 16 bits: of 4 * 63 * 15 each. */
  private static final int MOST = 8;

  /** Vectors of codes. The last one may have codes of the one before in front. */
  private final int vectors;

  /** Where the last vector begins, if a row fills one. */
  private final int last;

  /** The lanes that a row fills, if it is shorter than a vector. */
  private final VectorMask<Byte> mask;

  /**
   * For each vector of codes the levels of the first codes of all lanes, of the second ones, and so
   * on; 0 for codes that come twice, or are none.
   */
  private final short[] levels;

  /** Sums of products of four rows. */
  private final int[] sums = new int[4];

  SimdNibbles(int dims) {
    this(dims, new short[vectors(dims) * 2 * LANES]);
  }

  private SimdNibbles(int dims, short[] levels) {
    super(dims);
    this.levels = levels;
    vectors = vectors(dims);
    last = codeBytes - LANES;
    mask = BYTES.indexInRange(0, codeBytes);
  }

  private static int vectors(int dims) {
    return ((dims + 1) / 2 + LANES - 1) / LANES;
  }

  @Override
  NibbleKernel sharing() {
    return new SimdNibbles(dims, levels);
  }

  private int place(int component) {
    int vector = component / (2 * LANES);
    int within = component - 2 * start(vector);
    return vector * 2 * LANES + within % 4 * QUARTER + within / 4;
  }

  /** The byte at which a vector begins. */
  private int start(int vector) {
    return Math.max(0, Math.min(vector * LANES, last));
  }

  @Override
  int setLevels(byte[] all) {
    int whole = dims - dims % (2 * LANES);
    int sum = spread(all, whole, 0);
    if (whole < dims) {
      byte[] rest = new byte[2 * LANES];
      int before = whole - 2 * start(vectors - 1);
      System.arraycopy(all, whole, rest, before, dims - whole);
      sum += spread(rest, rest.length, whole);
    }
    return sum;
  }

  /** Turns levels of whole vectors into those of lanes, from a place on. */
  private int spread(byte[] source, int count, int to) {
    IntVector sum = IntVector.zero(INTS);
    for (int i = 0; i < count; i += LANES) {
      IntVector four = ByteVector.fromArray(BYTES, source, i).reinterpretAsInts();
      IntVector a = four.lanewise(LSHL, 24).lanewise(ASHR, 24);
      IntVector b = four.lanewise(LSHL, 16).lanewise(ASHR, 24);
      IntVector c = four.lanewise(LSHL, 8).lanewise(ASHR, 24);
      IntVector d = four.lanewise(ASHR, 24);
      int half = i % (2 * LANES);
      int at = to + i - half + half / 4;
      ((ShortVector) a.convertShape(I2S, HALF, 0)).intoArray(levels, at);
      ((ShortVector) b.convertShape(I2S, HALF, 0)).intoArray(levels, at + QUARTER);
      ((ShortVector) c.convertShape(I2S, HALF, 0)).intoArray(levels, at + 2 * QUARTER);
      ((ShortVector) d.convertShape(I2S, HALF, 0)).intoArray(levels, at + 3 * QUARTER);
      sum = a.add(b).add(c.add(d)).add(sum);
    }
    return INT_SUM.cast(sum).reduceLanes(ADD);
  }

  private void setLevel(int component, byte level) {
    levels[place(component)] = level;
  }

  @Override
  int setLevels(MemorySegment rows, long row) {
    int whole = codeBytes / LANES;
    int sum = 0;
    for (int vector = 0; vector < whole; vector++) {
      sum += spread(rows, row, vector);
    }
    if (dims < 2 * LANES * whole) {
      // The unused half of the last byte, a code of 0.
      setLevel(dims, (byte) 0);
      return sum + MAX_CODE;
    }
    for (int i = 2 * LANES * whole; i < dims; i++) {
      int pair = rows.get(ValueLayout.JAVA_BYTE, row + i / 2);
      int level = 2 * (pair >> (i % 2 * 4) & MAX_CODE) - MAX_CODE;
      setLevel(i, (byte) level);
      sum += level;
    }
    return sum;
  }

  /** Turns the codes of one vector into levels. */
  private int spread(MemorySegment rows, long row, int vector) {
    ShortVector codes =
        ByteVector.fromMemorySegment(BYTES, rows, row + vector * LANES, ORDER)
            .reinterpretAsShorts();
    ShortVector a = codes.lanewise(LSHL, 1).and((short) 30).sub((short) MAX_CODE);
    ShortVector b = codes.lanewise(LSHR, 3).and((short) 30).sub((short) MAX_CODE);
    ShortVector c = codes.lanewise(LSHR, 7).and((short) 30).sub((short) MAX_CODE);
    ShortVector d = codes.lanewise(LSHR, 11).and((short) 30).sub((short) MAX_CODE);
    int at = vector * 2 * LANES;
    a.intoArray(levels, at);
    b.intoArray(levels, at + QUARTER);
    c.intoArray(levels, at + 2 * QUARTER);
    d.intoArray(levels, at + 3 * QUARTER);
    return a.add(b).add(c).add(d).reduceLanes(ADD);
  }

  @Override
  int products(MemorySegment rows, long row) {
    if (last < 0) {
      return productsOfShort(rows, row);
    }
    int sum = 0;
    for (int from = 0; from < vectors; from += MOST) {
      sum += products(rows, row, from, Math.min(vectors, from + MOST));
    }
    return sum;
  }

  @Override
  void four(MemorySegment rows, long a, long b, long c, long d, float[] out, int at) {
    if (last < 0 || vectors > MOST) {
      super.four(rows, a, b, c, d, out, at);
      return;
    }
    productsOfFour(rows, a, b, c, d);
    out[at] = value(rows, a, sums[0]);
    out[at + 1] = value(rows, b, sums[1]);
    out[at + 2] = value(rows, c, sums[2]);
    out[at + 3] = value(rows, d, sums[3]);
  }

  // The same lines again and again: a vector that crossed a call might be allocated.

  private void productsOfFour(MemorySegment rows, long a, long b, long c, long d) {
    ShortVector sumA = ShortVector.zero(SHORTS);
    ShortVector sumB = ShortVector.zero(SHORTS);
    ShortVector sumC = ShortVector.zero(SHORTS);
    ShortVector sumD = ShortVector.zero(SHORTS);
    for (int vector = 0; vector < vectors; vector++) {
      int offset = Math.min(vector * LANES, last);
      int at = vector * 2 * LANES;
      ShortVector q0 = ShortVector.fromArray(SHORTS, levels, at);
      ShortVector q1 = ShortVector.fromArray(SHORTS, levels, at + QUARTER);
      ShortVector q2 = ShortVector.fromArray(SHORTS, levels, at + 2 * QUARTER);
      ShortVector q3 = ShortVector.fromArray(SHORTS, levels, at + 3 * QUARTER);
      ShortVector r =
          ByteVector.fromMemorySegment(BYTES, rows, a + offset, ORDER).reinterpretAsShorts();
      ShortVector lower = r.and((short) 15).mul(q0);
      ShortVector upper = r.lanewise(LSHR, 8).and((short) 15).mul(q2);
      lower = lower.add(r.lanewise(LSHR, 4).and((short) 15).mul(q1));
      upper = upper.add(r.lanewise(LSHR, 12).mul(q3));
      sumA = lower.add(upper).add(sumA);
      r = ByteVector.fromMemorySegment(BYTES, rows, b + offset, ORDER).reinterpretAsShorts();
      lower = r.and((short) 15).mul(q0);
      upper = r.lanewise(LSHR, 8).and((short) 15).mul(q2);
      lower = lower.add(r.lanewise(LSHR, 4).and((short) 15).mul(q1));
      upper = upper.add(r.lanewise(LSHR, 12).mul(q3));
      sumB = lower.add(upper).add(sumB);
      r = ByteVector.fromMemorySegment(BYTES, rows, c + offset, ORDER).reinterpretAsShorts();
      lower = r.and((short) 15).mul(q0);
      upper = r.lanewise(LSHR, 8).and((short) 15).mul(q2);
      lower = lower.add(r.lanewise(LSHR, 4).and((short) 15).mul(q1));
      upper = upper.add(r.lanewise(LSHR, 12).mul(q3));
      sumC = lower.add(upper).add(sumC);
      r = ByteVector.fromMemorySegment(BYTES, rows, d + offset, ORDER).reinterpretAsShorts();
      lower = r.and((short) 15).mul(q0);
      upper = r.lanewise(LSHR, 8).and((short) 15).mul(q2);
      lower = lower.add(r.lanewise(LSHR, 4).and((short) 15).mul(q1));
      upper = upper.add(r.lanewise(LSHR, 12).mul(q3));
      sumD = lower.add(upper).add(sumD);
    }
    IntVector i = SUM.cast(sumA).reinterpretAsInts();
    i = i.lanewise(ASHR, 16).add(i.lanewise(LSHL, 16).lanewise(ASHR, 16));
    sums[0] = i.reduceLanes(ADD);
    i = SUM.cast(sumB).reinterpretAsInts();
    i = i.lanewise(ASHR, 16).add(i.lanewise(LSHL, 16).lanewise(ASHR, 16));
    sums[1] = i.reduceLanes(ADD);
    i = SUM.cast(sumC).reinterpretAsInts();
    i = i.lanewise(ASHR, 16).add(i.lanewise(LSHL, 16).lanewise(ASHR, 16));
    sums[2] = i.reduceLanes(ADD);
    i = SUM.cast(sumD).reinterpretAsInts();
    i = i.lanewise(ASHR, 16).add(i.lanewise(LSHL, 16).lanewise(ASHR, 16));
    sums[3] = i.reduceLanes(ADD);
  }

  private int products(MemorySegment rows, long row, int from, int to) {
    ShortVector sum = ShortVector.zero(SHORTS);
    for (int vector = from; vector < to; vector++) {
      int offset = Math.min(vector * LANES, last);
      int at = vector * 2 * LANES;
      ShortVector r =
          ByteVector.fromMemorySegment(BYTES, rows, row + offset, ORDER).reinterpretAsShorts();
      ShortVector q0 = ShortVector.fromArray(SHORTS, levels, at);
      ShortVector q1 = ShortVector.fromArray(SHORTS, levels, at + QUARTER);
      ShortVector q2 = ShortVector.fromArray(SHORTS, levels, at + 2 * QUARTER);
      ShortVector q3 = ShortVector.fromArray(SHORTS, levels, at + 3 * QUARTER);
      ShortVector lower = r.and((short) 15).mul(q0);
      ShortVector upper = r.lanewise(LSHR, 8).and((short) 15).mul(q2);
      lower = lower.add(r.lanewise(LSHR, 4).and((short) 15).mul(q1));
      upper = upper.add(r.lanewise(LSHR, 12).mul(q3));
      sum = lower.add(upper).add(sum);
    }
    IntVector i = SUM.cast(sum).reinterpretAsInts();
    return i.lanewise(ASHR, 16).add(i.lanewise(LSHL, 16).lanewise(ASHR, 16)).reduceLanes(ADD);
  }

  private int productsOfShort(MemorySegment rows, long row) {
    ShortVector r =
        ByteVector.fromMemorySegment(BYTES, rows, row, ORDER, mask).reinterpretAsShorts();
    ShortVector lower = r.and((short) 15).mul(ShortVector.fromArray(SHORTS, levels, 0));
    ShortVector upper =
        r.lanewise(LSHR, 8).and((short) 15).mul(ShortVector.fromArray(SHORTS, levels, 2 * QUARTER));
    lower =
        lower.add(
            r.lanewise(LSHR, 4)
                .and((short) 15)
                .mul(ShortVector.fromArray(SHORTS, levels, QUARTER)));
    upper = upper.add(r.lanewise(LSHR, 12).mul(ShortVector.fromArray(SHORTS, levels, 3 * QUARTER)));
    IntVector i = lower.add(upper).reinterpretAsInts();
    return i.lanewise(ASHR, 16).add(i.lanewise(LSHL, 16).lanewise(ASHR, 16)).reduceLanes(ADD);
  }
}
