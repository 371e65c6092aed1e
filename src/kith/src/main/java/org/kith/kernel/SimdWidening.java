package org.kith.kernel;

import static jdk.incubator.vector.VectorOperators.AND;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.S2I;
import static jdk.incubator.vector.VectorOperators.ZERO_EXTEND_B2I;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** A vector of floats at a time; of the last, too few for one, each by itself. */
final class SimdWidening {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final int LANES = FLOATS.length();
  private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

  /** As many elements as floats in a vector. Shapes begin at 64 bits. */
  private static final VectorSpecies<Short> SHORTS =
      VectorSpecies.of(short.class, shape(Short.SIZE));

  private static final VectorSpecies<Byte> BYTES = VectorSpecies.of(byte.class, shape(Byte.SIZE));

  /** Makes a number of a half float's exponent and fraction that stand where a float has them. */
  private static final float F16_UNIT = 0x1p112f;

  private SimdWidening() {}

  private static VectorShape shape(int elementBits) {
    return VectorShape.forBitSize(Math.max(64, LANES * elementBits));
  }

  static void u8(MemorySegment from, long at, int count, MemorySegment into, long offset) {
    int i = 0;
    if (BYTES.length() == LANES) {
      for (; i <= count - LANES; i += LANES) {
        ByteVector x = ByteVector.fromMemorySegment(BYTES, from, at + i, ORDER);
        IntVector wide = (IntVector) x.convertShape(ZERO_EXTEND_B2I, INTS, 0);
        FloatVector floats = (FloatVector) wide.convert(VectorOperators.I2F, 0);
        floats.intoMemorySegment(into, offset + (long) i * Float.BYTES, ORDER);
      }
    }
    ScalarWidening.u8(from, at + i, count - i, into, offset + (long) i * Float.BYTES);
  }

  static void f16(MemorySegment from, long at, int count, MemorySegment into, long offset) {
    int i = 0;
    for (; i <= count - LANES; i += LANES) {
      long source = at + (long) i * Short.BYTES;
      ShortVector x = ShortVector.fromMemorySegment(SHORTS, from, source, ORDER);
      IntVector half = (IntVector) x.convertShape(S2I, INTS, 0);
      // The sign, which widening has spread upwards, exponent and fraction.
      IntVector bits = half.lanewise(LSHL, 13).lanewise(AND, 0x8fff_e000);
      FloatVector floats = bits.reinterpretAsFloats().mul(F16_UNIT);
      floats.intoMemorySegment(into, offset + (long) i * Float.BYTES, ORDER);
    }
    long done = (long) i * Short.BYTES;
    ScalarWidening.f16(from, at + done, count - i, into, offset + 2 * done);
  }
}
