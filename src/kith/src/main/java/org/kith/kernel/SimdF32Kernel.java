package org.kith.kernel;

import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** What kernels of vector instructions over f32 rows share: how a row divides into vectors. */
abstract class SimdF32Kernel extends F32Kernel {
  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  /** What vectors are cast to that come out of a loop: see the package. */
  static final Class<? extends FloatVector> TYPE = FloatVector.zero(SPECIES).getClass();

  static final int LANES = SPECIES.length();
  static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

  /** Where the last elements begin, too few for a vector. */
  final int bound;

  /** The lanes that the last elements fill. */
  final VectorMask<Float> tail;

  /** Four vectors of sums, on their way to {@link LaneSums}. */
  final float[] lanes = new float[4 * LANES];

  SimdF32Kernel(int dims, Preparation preparation) {
    super(dims, preparation);
    bound = SPECIES.loopBound(dims);
    tail = SPECIES.indexInRange(bound, dims);
  }
}
