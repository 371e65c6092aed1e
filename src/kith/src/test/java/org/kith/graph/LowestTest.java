package org.kith.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.kith.metric.BlockScorer;
import org.kith.metric.Scorer;

/// The lowest of all bounds, against sorting them.
class LowestTest {
  private static final int BLOCK = 64;

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  /// Bounds by place; some places are empty.
  private record Given(float[] bounds, int[] ordinals) implements BlockScorer {
    @Override
    public int blocks() {
      return bounds.length / BLOCK;
    }

    @Override
    public int blockSize() {
      return BLOCK;
    }

    @Override
    public int score(int block, float[] into, int at) {
      System.arraycopy(bounds, block * BLOCK, into, at, BLOCK);
      int size = 0;
      for (int i = 0; i < BLOCK; i++) {
        size += bounds[block * BLOCK + i] < Float.POSITIVE_INFINITY ? 1 : 0;
      }
      return size;
    }

    @Override
    public int ordinal(int place) {
      return ordinals[place];
    }

    @Override
    public void close() {}
  }

  /// Distances by ordinal; counts what is scored.
  private static final class Distances implements Scorer {
    private final float[] all;
    private final BitSet scored = new BitSet();

    Distances(float[] all) {
      this.all = all;
    }

    @Override
    public void score(int[] ordinals, int count, float[] distances) {
      for (int i = 0; i < count; i++) {
        assertFalse(scored.get(ordinals[i]), "scored twice");
        scored.set(ordinals[i]);
        distances[i] = all[ordinals[i]];
      }
    }

    @Override
    public void scoreRange(int first, int count, float[] distances) {
      score(IntStream.range(first, first + count).toArray(), count, distances);
    }
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

  /// A search among vectors whose bounds hold, in random places.
  private final class Search {
    private final int size = 1 + random.nextInt(random.nextBoolean() ? 300 : 5000);
    private final int blocks = Math.ceilDiv(size, BLOCK) + random.nextInt(3);
    private final float[] distances = new float[size];
    private final float[] bounds = new float[blocks * BLOCK];
    private final int[] ordinals = new int[blocks * BLOCK];
    private final boolean[] accepted = new boolean[size];
    private final Accept accept = random.nextBoolean() ? null : ordinal -> accepted[ordinal];
    private final Told told = new Told();

    /// Few different values, so that many are equal; at times all are.
    Search() {
      int kinds = random.nextInt(4) == 0 ? 1 : 1 + random.nextInt(2 * size);
      int rare = 1 + random.nextInt(40);
      Arrays.fill(bounds, Float.POSITIVE_INFINITY);
      List<Integer> places = new ArrayList<>(IntStream.range(0, bounds.length).boxed().toList());
      Collections.shuffle(places, random);
      for (int i = 0; i < size; i++) {
        distances[i] = random.nextInt(kinds) - kinds / 3f;
        accepted[i] = random.nextInt(rare) == 0;
        bounds[places.get(i)] = distances[i] - random.nextInt(3) * kinds / 8f;
        ordinals[places.get(i)] = i;
      }
    }

    int[] nearest(int k) {
      return IntStream.range(0, size)
          .filter(i -> accept == null || accepted[i])
          .filter(i -> distances[i] <= told.bound)
          .boxed()
          .sorted(Comparator.comparing((Integer i) -> distances[i]))
          .mapToInt(i -> i)
          .limit(k)
          .toArray();
    }
  }

  @RepeatedTest(300)
  void nearestAreFound() throws IOException {
    Search search = new Search();
    int k = 1 + random.nextInt(random.nextBoolean() ? 20 : search.size);
    if (random.nextInt(3) == 0) {
      search.told.bound = search.distances[random.nextInt(search.size)];
    }
    Lowest lowest = new Lowest();
    Beam beam = new Beam();
    int last = 0;
    for (int again = 0; again < 2; again++) {
      search.told.visits = 0;
      beam.clear(k);
      last =
          lowest.scan(
              new Given(search.bounds, search.ordinals),
              new Distances(search.distances),
              search.accept,
              search.size,
              0,
              beam,
              search.told);
    }
    int[] found =
        IntStream.range(0, beam.size())
            .filter(i -> Candidate.distance(beam.get(i)) <= search.told.bound)
            .map(i -> Candidate.slot(beam.get(i)))
            .toArray();
    assertArrayEquals(search.nearest(k), found, "seed " + seed);
    int looks = search.told.visits + last;
    boolean all = search.accept == null;
    assertTrue(all ? looks == search.size : looks <= search.size, "seed " + seed);
  }

  /// Not twice as many are scored as may be, and those with the lowest bounds, whatever they are.
  @RepeatedTest(100)
  void breadthAndLeastAreKept() throws IOException {
    Search search = new Search();
    int k = 1 + random.nextInt(10);
    int breadth = k + random.nextInt(100);
    int least = random.nextInt(breadth + 1);
    Distances distances = new Distances(search.distances);
    search.told.bound = Float.NEGATIVE_INFINITY;
    Beam beam = new Beam();
    beam.clear(k);
    new Lowest()
        .scan(
            new Given(search.bounds, search.ordinals),
            distances,
            null,
            breadth,
            least,
            beam,
            search.told);
    int scored = distances.scored.cardinality();
    assertTrue(scored >= Math.min(least, search.size), scored + ", seed " + seed);
    float[] byOrdinal = new float[search.size];
    for (int place = 0; place < search.bounds.length; place++) {
      if (search.bounds[place] < Float.POSITIVE_INFINITY) {
        byOrdinal[search.ordinals[place]] = search.bounds[place];
      }
    }
    float highest =
        (float) distances.scored.stream().mapToDouble(i -> byOrdinal[i]).max().orElse(0);
    long lower = IntStream.range(0, search.size).filter(i -> byOrdinal[i] < highest).count();
    assertTrue(least == 0 || lower <= 16 + 2 * Math.max(breadth, least), lower + ", seed " + seed);
  }

  /// Of equal bounds not all are scored.
  @Test
  void equalVectorsAreNotAllScored() throws IOException {
    float[] bounds = new float[100 * BLOCK];
    int[] ordinals = IntStream.range(0, bounds.length).toArray();
    Distances distances = new Distances(bounds);
    Beam beam = new Beam();
    beam.clear(10);
    new Lowest().scan(new Given(bounds, ordinals), distances, null, 100, 0, beam, new Told());
    assertEquals(10, beam.size());
    int scored = distances.scored.cardinality();
    assertTrue(scored <= 200 + 16, "scored " + scored);
  }

  @Test
  void isEnded() throws IOException {
    float[] bounds = new float[157 * BLOCK];
    int[] ordinals = new int[bounds.length];
    for (int i = 0; i < bounds.length; i++) {
      bounds[i] = -i;
      ordinals[i] = i;
    }
    Told told = new Told();
    told.most = 3000;
    Beam beam = new Beam();
    beam.clear(10);
    Distances distances = new Distances(bounds);
    Given given = new Given(bounds, ordinals);
    assertEquals(0, new Lowest().scan(given, distances, null, 20, 0, beam, told));
    assertTrue(told.visits >= 3000 && told.visits < 5000, "visits " + told.visits);
    assertEquals(10, beam.size());
    assertEquals(told.visits - 1, Candidate.slot(beam.get(0)));
  }

  @Test
  void nothingIsFoundInNothing() throws IOException {
    Beam beam = new Beam();
    beam.clear(10);
    Given none = new Given(new float[0], new int[0]);
    assertEquals(
        0, new Lowest().scan(none, new Distances(new float[0]), null, 20, 10, beam, new Told()));
    assertEquals(0, beam.size());
  }
}
