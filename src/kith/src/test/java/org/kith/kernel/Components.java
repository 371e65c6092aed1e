package org.kith.kernel;

import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Vectors of all lengths that loops may end at, some of them of extremes.
final class Components {
  private static final float[] EXTREMES = {
    0, -0.0f, Float.MIN_VALUE, -Float.MIN_VALUE, 1e-40f, 0x1p-120f, 1, -1e30f, 1e30f
  };

  private Components() {}

  static Stream<float[]> all() {
    Random random = new Random(42);
    IntStream dims =
        IntStream.concat(IntStream.rangeClosed(1, 70), IntStream.of(127, 128, 384, 784, 1001));
    return dims.boxed()
        .flatMap(n -> {
          // Of the first extremes only, for all of which there may be no inverse.
          int most = 1 + random.nextInt(EXTREMES.length);
          float[] extreme = new float[n];
          for (int i = 0; i < n; i++) {
            extreme[i] = EXTREMES[random.nextInt(most)];
          }
          return Stream.of(gaussian(random, n), extreme);
        });
  }

  static float[] gaussian(Random random, int dims) {
    float[] components = new float[dims];
    for (int i = 0; i < dims; i++) {
      components[i] = (float) random.nextGaussian();
    }
    return components;
  }
}
