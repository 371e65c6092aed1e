package org.kith.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.kith.metric.BlockScorer;

/// The lowest of all bounds, against sorting them.
class LowestTest {
  private static final int BLOCK = 128;

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  private record Given(float[] bounds) implements BlockScorer {
    @Override
    public int size() {
      return bounds.length;
    }

    @Override
    public int blockSize() {
      return BLOCK;
    }

    @Override
    public void score(int block, float[] into, int at) {
      for (int i = 0; i < BLOCK; i++) {
        int from = block * BLOCK + i;
        into[at + i] = from < bounds.length ? bounds[from] : Float.POSITIVE_INFINITY;
      }
    }

    @Override
    public void close() {}
  }

  private static final class Told implements Hits {
    private float bound = Float.POSITIVE_INFINITY;
    private int visits;
    private int most = Integer.MAX_VALUE;

    @Override
    public void offer(int ordinal, float distance) {}

    @Override
    public float bound() {
      return bound;
    }

    @Override
    public boolean visited(int count) {
      visits += count;
      return visits < most;
    }
  }

  /// Few different values, so that many are equal; at times all are.
  private float[] bounds(int size) {
    int kinds = random.nextInt(4) == 0 ? 1 : 1 + random.nextInt(2 * size);
    float[] bounds = new float[size];
    for (int i = 0; i < size; i++) {
      bounds[i] = random.nextInt(kinds) - kinds / 3f;
    }
    return bounds;
  }

  @RepeatedTest(300)
  void areFound() throws IOException {
    float[] bounds = bounds(1 + random.nextInt(random.nextBoolean() ? 300 : 5000));
    int most = 1 + random.nextInt(bounds.length);
    int rare = 1 + random.nextInt(40);
    boolean[] accepted = new boolean[bounds.length];
    for (int i = 0; i < accepted.length; i++) {
      accepted[i] = random.nextInt(rare) == 0;
    }
    Accept accept = random.nextBoolean() ? null : ordinal -> accepted[ordinal];
    Told told = new Told();
    if (random.nextInt(3) == 0) {
      told.bound = bounds[random.nextInt(bounds.length)];
    }
    int[] expected =
        IntStream.range(0, bounds.length)
            .filter(i -> accept == null || accepted[i])
            .filter(i -> bounds[i] <= told.bound)
            .boxed()
            .sorted(Comparator.comparing((Integer i) -> bounds[i]))
            .mapToInt(i -> i)
            .limit(most)
            .toArray();
    Lowest lowest = new Lowest();
    int last = 0;
    for (int again = 0; again < 2; again++) {
      told.visits = 0;
      last = lowest.find(new Given(bounds), accept, most, told.bound, told);
    }
    int[] found =
        IntStream.generate(() -> Candidate.slot(lowest.poll())).limit(lowest.size()).toArray();
    assertArrayEquals(expected, found, "seed " + seed);
    int looks = told.visits + last;
    assertTrue(accept == null ? looks == bounds.length : looks <= bounds.length, "seed " + seed);
  }

  @Test
  void isEnded() throws IOException {
    float[] bounds = new float[10_000];
    for (int i = 0; i < bounds.length; i++) {
      bounds[i] = -i;
    }
    Told told = new Told();
    told.most = 3000;
    Lowest lowest = new Lowest();
    assertEquals(0, lowest.find(new Given(bounds), null, 10, told.bound, told));
    assertTrue(told.visits >= 3000 && told.visits < 5000, "visits " + told.visits);
    assertEquals(10, lowest.size());
    assertEquals(told.visits - 1, Candidate.slot(lowest.poll()));
  }
}
