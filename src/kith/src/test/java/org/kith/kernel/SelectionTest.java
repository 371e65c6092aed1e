package org.kith.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;

/// Both selections, against streams.
class SelectionTest {
  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  @RepeatedTest(50)
  void findSmallValues() {
    int count = Selection.STEP * (1 + random.nextInt(20));
    int groups = Selection.STEP * (1 + random.nextInt(count / Selection.STEP));
    float[] values = values(count);
    float limit = random.nextInt(10) == 0 ? Float.MAX_VALUE : random.nextInt(20) - 10;
    int[] small = IntStream.range(0, count).filter(i -> values[i] <= limit).toArray();
    float[] least = new float[groups];
    Arrays.fill(least, Float.POSITIVE_INFINITY);
    for (int i = 0; i < count; i++) {
      least[i % groups] = values[i] < least[i % groups] ? values[i] : least[i % groups];
    }
    for (Selection selection : List.of(new SimdSelection(), new ScalarSelection())) {
      String what = selection.getClass() + ", seed " + seed;
      int[] places = new int[count];
      int selected = selection.select(values, count, limit, places);
      assertArrayEquals(small, Arrays.copyOf(places, selected), what);
      assertEquals(small.length, selection.count(values, count, limit), what);
      float[] minima = new float[groups];
      selection.minima(values, count, groups, minima);
      assertArrayEquals(least, minima, what);
    }
  }

  private float[] values(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] =
          switch (random.nextInt(12)) {
            case 0 -> Float.POSITIVE_INFINITY;
            case 1 -> Float.NaN;
            default -> random.nextInt(20) - 10;
          };
    }
    return values;
  }
}
