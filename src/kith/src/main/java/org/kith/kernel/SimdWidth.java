package org.kith.kernel;

import jdk.incubator.vector.FloatVector;

/**
 * The machine's vector width; a class of its own, to be loaded only where the module is present.
 */
final class SimdWidth {
  private SimdWidth() {}

  static int bits() {
    return FloatVector.SPECIES_PREFERRED.vectorBitSize();
  }
}
