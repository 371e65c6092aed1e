package org.kith.quantize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.kith.metric.Scorer;

/** Those that estimates find near have their distances, and few others are looked at. */
class RefinedScorerTest {
  private static final int COUNT = 500;

  /** Numbers by ordinal, and which were asked for. */
  private record Numbers(float[] values, Set<Integer> asked) implements Scorer {
    @Override
    public void score(int[] ordinals, int count, float[] distances) {
      for (int i = 0; i < count; i++) {
        assertTrue(asked.add(ordinals[i]), "twice: " + ordinals[i]);
        distances[i] = values[ordinals[i]];
      }
    }

    @Override
    public void scoreRange(int first, int count, float[] distances) {
      throw new AssertionError();
    }
  }

  @RepeatedTest(20)
  void theNearestHaveTheirDistances() throws IOException {
    long seed = Long.getLong("kith.seed", new Random().nextLong());
    Random random = new Random(seed);
    int most = 1 + random.nextInt(40);
    Numbers estimates = numbers(random);
    Numbers exact = numbers(random);
    float[] found = scored(new RefinedScorer(estimates, exact, most), random);
    assertEquals(COUNT, estimates.asked.size());
    float[] sorted = estimates.values.clone();
    Arrays.sort(sorted);
    for (int i = 0; i < COUNT; i++) {
      boolean wanted = exact.asked.contains(i);
      assertEquals(wanted ? exact.values[i] : Float.POSITIVE_INFINITY, found[i], "seed " + seed);
      assertTrue(wanted || estimates.values[i] > sorted[most - 1], "seed " + seed);
    }
    // In any order the i-th is among the nearest of the first i with a probability of most / i;
    // those of a block know of each other, and so are fewer.
    double expected = IntStream.rangeClosed(1, COUNT).mapToDouble(i -> most / (double) i).sum();
    assertTrue(exact.asked.size() < 2 * expected + 20, exact.asked.size() + ", seed " + seed);
  }

  private static float[] scored(Scorer scorer, Random random) throws IOException {
    float[] found = new float[COUNT];
    int count;
    for (int from = 0; from < COUNT; from += count) {
      count = Math.min(COUNT - from, random.nextInt(150));
      float[] distances = new float[count];
      if (random.nextBoolean()) {
        scorer.scoreRange(from, count, distances);
      } else {
        scorer.score(IntStream.range(from, from + count).toArray(), count, distances);
      }
      System.arraycopy(distances, 0, found, from, count);
    }
    return found;
  }

  private static Numbers numbers(Random random) {
    float[] values = new float[COUNT];
    for (int i = 0; i < COUNT; i++) {
      values[i] = random.nextFloat();
    }
    return new Numbers(values, new HashSet<>());
  }
}
