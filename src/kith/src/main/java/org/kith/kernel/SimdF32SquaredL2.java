package org.kith.kernel;

import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.S2I;
import static jdk.incubator.vector.VectorOperators.ZERO_EXTEND_B2I;
import static org.kith.kernel.SimdWidening.BYTES;
import static org.kith.kernel.SimdWidening.F16_BITS;
import static org.kith.kernel.SimdWidening.F16_UNIT;
import static org.kith.kernel.SimdWidening.INTS;
import static org.kith.kernel.SimdWidening.SHORTS;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;

/** Squared Euclidean distances of f32 rows. */
final class SimdF32SquaredL2 extends SimdF32Fours {
  SimdF32SquaredL2(int dims) {
    super(dims);
  }

  @Override
  void plain(MemorySegment rows, long a, long b, long c, long d) {
    FloatVector sumA = FloatVector.zero(SPECIES);
    FloatVector sumB = FloatVector.zero(SPECIES);
    FloatVector sumC = FloatVector.zero(SPECIES);
    FloatVector sumD = FloatVector.zero(SPECIES);
    for (int i = 0; i < bound; i += LANES) {
      FloatVector q = FloatVector.fromArray(SPECIES, query, i);
      FloatVector rowA = FloatVector.fromMemorySegment(SPECIES, rows, a + 4L * i, ORDER);
      FloatVector rowB = FloatVector.fromMemorySegment(SPECIES, rows, b + 4L * i, ORDER);
      FloatVector rowC = FloatVector.fromMemorySegment(SPECIES, rows, c + 4L * i, ORDER);
      FloatVector rowD = FloatVector.fromMemorySegment(SPECIES, rows, d + 4L * i, ORDER);
      rowA = q.sub(rowA);
      sumA = rowA.fma(rowA, sumA);
      rowB = q.sub(rowB);
      sumB = rowB.fma(rowB, sumB);
      rowC = q.sub(rowC);
      sumC = rowC.fma(rowC, sumC);
      rowD = q.sub(rowD);
      sumD = rowD.fma(rowD, sumD);
    }
    TYPE.cast(sumA).intoArray(lanes, 0);
    TYPE.cast(sumB).intoArray(lanes, LANES);
    TYPE.cast(sumC).intoArray(lanes, 2 * LANES);
    TYPE.cast(sumD).intoArray(lanes, 3 * LANES);
  }

  @Override
  void bytes(MemorySegment rows, long a, long b, long c, long d) {
    FloatVector sumA = FloatVector.zero(SPECIES);
    FloatVector sumB = FloatVector.zero(SPECIES);
    FloatVector sumC = FloatVector.zero(SPECIES);
    FloatVector sumD = FloatVector.zero(SPECIES);
    for (int i = 0; i < bound; i += LANES) {
      FloatVector q = FloatVector.fromArray(SPECIES, query, i);
      ByteVector byteA = ByteVector.fromMemorySegment(BYTES, rows, a + i, ORDER);
      FloatVector rowA = (FloatVector) byteA.convertShape(ZERO_EXTEND_B2I, INTS, 0).convert(I2F, 0);
      ByteVector byteB = ByteVector.fromMemorySegment(BYTES, rows, b + i, ORDER);
      FloatVector rowB = (FloatVector) byteB.convertShape(ZERO_EXTEND_B2I, INTS, 0).convert(I2F, 0);
      ByteVector byteC = ByteVector.fromMemorySegment(BYTES, rows, c + i, ORDER);
      FloatVector rowC = (FloatVector) byteC.convertShape(ZERO_EXTEND_B2I, INTS, 0).convert(I2F, 0);
      ByteVector byteD = ByteVector.fromMemorySegment(BYTES, rows, d + i, ORDER);
      FloatVector rowD = (FloatVector) byteD.convertShape(ZERO_EXTEND_B2I, INTS, 0).convert(I2F, 0);
      rowA = q.sub(rowA);
      sumA = rowA.fma(rowA, sumA);
      rowB = q.sub(rowB);
      sumB = rowB.fma(rowB, sumB);
      rowC = q.sub(rowC);
      sumC = rowC.fma(rowC, sumC);
      rowD = q.sub(rowD);
      sumD = rowD.fma(rowD, sumD);
    }
    TYPE.cast(sumA).intoArray(lanes, 0);
    TYPE.cast(sumB).intoArray(lanes, LANES);
    TYPE.cast(sumC).intoArray(lanes, 2 * LANES);
    TYPE.cast(sumD).intoArray(lanes, 3 * LANES);
  }

  @Override
  void halves(MemorySegment rows, long a, long b, long c, long d) {
    FloatVector sumA = FloatVector.zero(SPECIES);
    FloatVector sumB = FloatVector.zero(SPECIES);
    FloatVector sumC = FloatVector.zero(SPECIES);
    FloatVector sumD = FloatVector.zero(SPECIES);
    for (int i = 0; i < bound; i += LANES) {
      FloatVector q = FloatVector.fromArray(SPECIES, query, i);
      ShortVector halfA = ShortVector.fromMemorySegment(SHORTS, rows, a + 2L * i, ORDER);
      IntVector bitsA = (IntVector) halfA.convertShape(S2I, INTS, 0).lanewise(LSHL, 13);
      FloatVector rowA = bitsA.and(F16_BITS).reinterpretAsFloats().mul(F16_UNIT);
      ShortVector halfB = ShortVector.fromMemorySegment(SHORTS, rows, b + 2L * i, ORDER);
      IntVector bitsB = (IntVector) halfB.convertShape(S2I, INTS, 0).lanewise(LSHL, 13);
      FloatVector rowB = bitsB.and(F16_BITS).reinterpretAsFloats().mul(F16_UNIT);
      ShortVector halfC = ShortVector.fromMemorySegment(SHORTS, rows, c + 2L * i, ORDER);
      IntVector bitsC = (IntVector) halfC.convertShape(S2I, INTS, 0).lanewise(LSHL, 13);
      FloatVector rowC = bitsC.and(F16_BITS).reinterpretAsFloats().mul(F16_UNIT);
      ShortVector halfD = ShortVector.fromMemorySegment(SHORTS, rows, d + 2L * i, ORDER);
      IntVector bitsD = (IntVector) halfD.convertShape(S2I, INTS, 0).lanewise(LSHL, 13);
      FloatVector rowD = bitsD.and(F16_BITS).reinterpretAsFloats().mul(F16_UNIT);
      rowA = q.sub(rowA);
      sumA = rowA.fma(rowA, sumA);
      rowB = q.sub(rowB);
      sumB = rowB.fma(rowB, sumB);
      rowC = q.sub(rowC);
      sumC = rowC.fma(rowC, sumC);
      rowD = q.sub(rowD);
      sumD = rowD.fma(rowD, sumD);
    }
    TYPE.cast(sumA).intoArray(lanes, 0);
    TYPE.cast(sumB).intoArray(lanes, LANES);
    TYPE.cast(sumC).intoArray(lanes, 2 * LANES);
    TYPE.cast(sumD).intoArray(lanes, 3 * LANES);
  }

  @Override
  void addTail(int at) {
    FloatVector sum = FloatVector.fromArray(SPECIES, lanes, at);
    FloatVector q = FloatVector.fromArray(SPECIES, query, bound, tail);
    FloatVector r = FloatVector.fromArray(SPECIES, last, 0);
    r = q.sub(r);
    r.fma(r, sum).intoArray(lanes, at);
  }
}
