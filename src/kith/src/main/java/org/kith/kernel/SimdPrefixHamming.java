package org.kith.kernel;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Compares the prefixes of codes a vector at a time, and what does not fill one by words. */
final class SimdPrefixHamming extends PrefixHamming {
  private static final VectorSpecies<Long> SPECIES = LongVector.SPECIES_PREFERRED;

  /** What the sum is cast to when it comes out of the loop: see the package. */
  private static final Class<? extends LongVector> SUM = LongVector.zero(SPECIES).getClass();

  private static final int LANES = SPECIES.length();

  SimdPrefixHamming(int bytes) {
    super(bytes);
  }

  @Override
  int differing(MemorySegment rows, long code, int bytes) {
    int bound = SPECIES.loopBound(bytes / Long.BYTES);
    if (bound == 0) {
      // Most codes are so short that adding up the lanes of nothing would cost as much as the bits.
      return differingFrom(0, rows, code, bytes);
    }
    LongVector sum = LongVector.zero(SPECIES);
    for (int w = 0; w < bound; w += LANES) {
      LongVector q = LongVector.fromArray(SPECIES, query, w);
      LongVector r =
          LongVector.fromMemorySegment(SPECIES, rows, code + 8L * w, ByteOrder.LITTLE_ENDIAN);
      LongVector differing = r.lanewise(VectorOperators.XOR, q);
      sum = differing.lanewise(VectorOperators.BIT_COUNT).add(sum);
    }
    int differing = (int) SUM.cast(sum).reduceLanes(VectorOperators.ADD);
    return differing + differingFrom(bound, rows, code, bytes);
  }
}
