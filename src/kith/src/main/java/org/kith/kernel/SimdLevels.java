package org.kith.kernel;

import static jdk.incubator.vector.VectorOperators.I2B;
import static jdk.incubator.vector.VectorOperators.MAX;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** A vector of floats at a time; of the last, too few for one, each by itself. */
final class SimdLevels extends Levels {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = FLOATS.length();

  /** As many elements as floats in a vector, or more that become 0. Shapes begin at 64 bits. */
  private static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(Math.max(64, LANES * Byte.SIZE)));

  private static final Class<? extends IntVector> LARGEST =
      IntVector.zero(IntVector.SPECIES_PREFERRED).getClass();

  @Override
  int largest(float[] components) {
    IntVector largest = IntVector.zero(IntVector.SPECIES_PREFERRED);
    int i = 0;
    for (; i <= components.length - LANES; i += LANES) {
      IntVector bits = FloatVector.fromArray(FLOATS, components, i).reinterpretAsInts();
      largest = bits.and(Integer.MAX_VALUE).max(largest);
    }
    return Math.max(LARGEST.cast(largest).reduceLanes(MAX), ScalarLevels.largest(components, i));
  }

  @Override
  void round(float[] components, float inverse, byte[] levels) {
    int i = 0;
    for (; i <= components.length - BYTES.length(); i += LANES) {
      FloatVector x = FloatVector.fromArray(FLOATS, components, i);
      IntVector bits = x.mul(inverse).add(WHOLE).reinterpretAsInts();
      ((ByteVector) bits.convertShape(I2B, BYTES, 0)).intoArray(levels, i);
    }
    ScalarLevels.round(components, inverse, levels, i);
  }
}
