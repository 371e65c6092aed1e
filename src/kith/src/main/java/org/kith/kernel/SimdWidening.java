package org.kith.kernel;

import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.S2I;
import static jdk.incubator.vector.VectorOperators.ZERO_EXTEND_B2I;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** A vector of floats at a time; of the last, too few for one, each by itself. */
final class SimdWidening {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final int LANES = FLOATS.length();
  private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

  /** As many elements as floats in a vector. Shapes begin at 64 bits. */
  static final VectorSpecies<Short> SHORTS = VectorSpecies.of(short.class, shape(Short.SIZE));

  static final VectorSpecies<Byte> BYTES = VectorSpecies.of(byte.class, shape(Byte.SIZE));

  /** Whether there are vectors of as many bytes as floats. */
  static final boolean HAS_BYTES = BYTES.length() == LANES;

  /** Makes a number of a half float's exponent and fraction that stand where a float has them. */
  static final float F16_UNIT = 0x1p112f;

  /** Bits of a half float, shifted to where a float has them: of the sign only the first. */
  static final int F16_BITS = 0x8fff_e000;

  private SimdWidening() {}

  private static VectorShape shape(int elementBits) {
    return VectorShape.forBitSize(Math.max(64, LANES * elementBits));
  }

  static void widen(
      RowForm form, MemorySegment from, long at, int count, MemorySegment into, long offset) {
    int done =
        form == RowForm.U8 ? u8(from, at, count, into, offset) : f16(from, at, count, into, offset);
    long rest = at + (long) done * form.bytes(Encoding.F32);
    ScalarWidening.widen(form, from, rest, count - done, into, offset + (long) done * Float.BYTES);
  }

  private static int u8(MemorySegment from, long at, int count, MemorySegment into, long offset) {
    int i = 0;
    if (HAS_BYTES) {
      for (; i <= count - LANES; i += LANES) {
        ByteVector x = ByteVector.fromMemorySegment(BYTES, from, at + i, ORDER);
        FloatVector floats = (FloatVector) x.convertShape(ZERO_EXTEND_B2I, INTS, 0).convert(I2F, 0);
        floats.intoMemorySegment(into, offset + (long) i * Float.BYTES, ORDER);
      }
    }
    return i;
  }

  private static int f16(MemorySegment from, long at, int count, MemorySegment into, long offset) {
    int i = 0;
    for (; i <= count - LANES; i += LANES) {
      ShortVector x = ShortVector.fromMemorySegment(SHORTS, from, at + 2L * i, ORDER);
      IntVector half = (IntVector) x.convertShape(S2I, INTS, 0);
      IntVector bits = half.lanewise(LSHL, 13).and(F16_BITS);
      FloatVector floats = bits.reinterpretAsFloats().mul(F16_UNIT);
      floats.intoMemorySegment(into, offset + (long) i * Float.BYTES, ORDER);
    }
    return i;
  }
}
