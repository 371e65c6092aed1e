package org.kith.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.kith.kernel.Rows;
import org.kith.metric.Scorer;

@ParameterizedClass
@MethodSource("org.kith.graph.GraphBuilderTest#shapes")
class WalkTest {
  private static final int SIZE = 4000;
  private static final Points points = Points.clustered(SIZE, 10, 29);
  private final Degrees degrees;
  private final HnswGraph graph;

  WalkTest(Degrees degrees) throws IOException {
    this.degrees = degrees;
    graph =
        new GraphBuilder(
                new GraphSettings(degrees, 64, 1),
                points.space(),
                Workers.none(),
                () -> {},
                Arena.ofAuto())
            .build()
            .measured(points.space().rowScorer(), points.space().rowScorer());
  }

  /** Keeps the best k, as a top-k collector does. */
  private static final class Top implements Hits {
    final TreeMap<Float, Integer> best = new TreeMap<>();
    final int k;
    final int limit;
    final float radius;
    int visits;
    int offers;

    Top(int k, int limit, float radius) {
      this.k = k;
      this.limit = limit;
      this.radius = radius;
    }

    @Override
    public boolean visited(int count) {
      visits += count;
      return visits < limit;
    }

    @Override
    public void offer(int ordinal, float distance) {
      offers++;
      if (distance <= radius) {
        best.put(distance, ordinal);
        if (best.size() > k) {
          best.pollLastEntry();
        }
      }
    }

    @Override
    public float bound() {
      return best.size() < k && radius == Float.POSITIVE_INFINITY
          ? radius
          : Math.min(radius, best.isEmpty() || best.size() < k ? radius : best.lastKey());
    }
  }

  @Test
  void resultsAreSortedAndTrue() throws Exception {
    Scorer scorer = points.space().scorer(points.vector(5));
    try (Walk walk = Walk.borrow()) {
      walk.nearest(graph, scorer, 50, 10, count -> true);
      assertTrue(walk.count() >= 10 && walk.count() <= 100, walk.count() + " found");
      assertEquals(5, walk.ordinal(0));
      float[] distance = new float[1];
      for (int i = 0; i < walk.count(); i++) {
        scorer.score(new int[] {walk.ordinal(i)}, 1, distance);
        assertEquals(distance[0], walk.distance(i));
        assertTrue(i == 0 || walk.distance(i - 1) <= walk.distance(i));
      }
    }
  }

  /** Found all the same, but less surely, and for less work. */
  @Test
  void moreMayBeWantedThanEfSearch() throws Exception {
    Scorer scorer = points.space().scorer(points.vector(5));
    try (Walk walk = Walk.borrow()) {
      int[] visits = new int[2];
      for (int ef : new int[] {4, 40}) {
        int at = ef == 4 ? 0 : 1;
        walk.nearest(
            graph,
            scorer,
            ef,
            40,
            count -> {
              visits[at] += count;
              return true;
            });
        assertTrue(walk.count() >= 40, walk.count() + " found");
        assertEquals(5, walk.ordinal(0));
      }
      assertTrue(visits[0] < visits[1], visits[0] + " and " + visits[1] + " visits");
    }
  }

  @Test
  void nothingOfTheLastWalkIsLeftInOneThatEndsAtOnce() throws Exception {
    Scorer scorer = points.space().scorer(points.vector(5));
    try (Walk walk = Walk.borrow()) {
      walk.nearest(graph, scorer, 50, 10, count -> true);
      assertTrue(walk.count() >= 10);
      walk.guided(graph, scorer, 50, null, new int[0], 0, new Top(10, 1, 1e9f));
      assertEquals(0, walk.count());
      walk.nearest(graph, scorer, 50, 10, count -> true);
      walk.guided(graph, scorer, 50, null, new int[] {3}, 1, new Top(10, 1, 1e9f));
      assertTrue(walk.count() <= 2, walk.count() + " found");
    }
  }

  @Test
  void fetchedRowsGiveTheSameAnswers() throws Exception {
    float[][] vectors = new float[SIZE][];
    for (int i = 0; i < SIZE; i++) {
      vectors[i] = points.vector(i);
    }
    Points fetched = new Points(vectors, false);
    List<Layer> layers = new ArrayList<>();
    for (Layer layer : graph.layers()) {
      Rows links = new Points.Fetched(layer.links());
      layers.add(
          layer.ordinals() == null
              ? new Layer(links)
              : new Layer(new Points.Fetched(layer.ordinals()), links, SIZE));
    }
    HnswGraph other = new HnswGraph(graph.degrees(), layers, graph.growth());
    try (Walk a = Walk.borrow();
        Walk b = Walk.borrow()) {
      a.nearest(graph, points.space().scorer(points.vector(77)), 40, 10, count -> true);
      b.nearest(other, fetched.space().scorer(points.vector(77)), 40, 10, count -> true);
      assertEquals(a.count(), b.count());
      for (int i = 0; i < a.count(); i++) {
        assertEquals(a.ordinal(i), b.ordinal(i));
        assertEquals(a.distance(i), b.distance(i));
      }
    }
  }

  @Test
  void filtersNeverStarve() throws Exception {
    Random random = new Random(31);
    for (int every : new int[] {2, 10, 100, 1000}) {
      int rest = random.nextInt(every);
      Accept accept = ordinal -> ordinal % every == rest;
      Scorer scorer = points.space().scorer(points.vector(random.nextInt(SIZE)));
      Top walked = new Top(10, Integer.MAX_VALUE, Float.POSITIVE_INFINITY);
      Top scanned = new Top(10, Integer.MAX_VALUE, Float.POSITIVE_INFINITY);
      try (Walk walk = Walk.borrow()) {
        walk.guided(graph, scorer, 64, accept, null, 0, walked);
        walk.scan(scorer, SIZE, accept, scanned);
      }
      assertEquals(Math.min(10, (SIZE - rest + every - 1) / every), walked.best.size());
      assertTrue(walked.best.values().stream().allMatch(accept::accepts));
      assertEquals(scanned.best.keySet(), walked.best.keySet());
    }
  }

  /** Lower bounds that differ from the distances by less than {@code slack}, at random. */
  private static Scorer bounds(Scorer scorer, float slack, int[] looks) {
    return new Scorer() {
      @Override
      public void score(int[] ordinals, int count, float[] distances) throws IOException {
        scorer.score(ordinals, count, distances);
        for (int i = 0; i < count; i++) {
          distances[i] -= slack * (ordinals[i] * 37 % 64 / 64f);
        }
        looks[0] += count;
      }

      @Override
      public void scoreRange(int first, int count, float[] distances) throws IOException {
        score(IntStream.range(first, first + count).toArray(), count, distances);
      }
    };
  }

  /** Counts what is scored. */
  private static Scorer counting(Scorer scorer, int[] scored) {
    return new Scorer() {
      @Override
      public void score(int[] ordinals, int count, float[] distances) throws IOException {
        scored[0] += count;
        scorer.score(ordinals, count, distances);
      }

      @Override
      public void scoreRange(int first, int count, float[] distances) {
        throw new AssertionError();
      }
    };
  }

  /** With true bounds a scan finds the nearest, and scores few vectors. */
  @Test
  void boundsSaveScoring() throws Exception {
    for (int every : new int[] {1, 3}) {
      Accept accept = every == 1 ? null : ordinal -> ordinal % every == 1;
      for (int query = 0; query < SIZE; query += 371) {
        Scorer scorer = points.space().scorer(points.vector(query));
        Top all = new Top(10, Integer.MAX_VALUE, Float.POSITIVE_INFINITY);
        int[] looks = new int[1];
        int[] scored = new int[1];
        try (Walk walk = Walk.borrow()) {
          walk.scan(scorer, SIZE, accept, all);
          float slack = all.best.lastKey() / 2;
          Top told = new Top(10, Integer.MAX_VALUE, Float.POSITIVE_INFINITY);
          Scorer bounds = bounds(scorer, slack, looks);
          int last = walk.nearestOfAll(bounds, counting(scorer, scored), SIZE, accept, 10, told);
          assertEquals(all.visits, told.visits + last);
          assertEquals(all.visits, looks[0]);
          assertTrue(scored[0] < all.visits / 4, scored[0] + " scored");
          assertFound(all, walk);

          // The receiver may know better: nothing but what it wants is found.
          float half = walk.distance(5);
          Top within = new Top(10, Integer.MAX_VALUE, half);
          walk.nearestOfAll(bounds, scorer, SIZE, accept, 10, within);
          assertEquals(half, walk.distance(5));
        }
      }
    }
  }

  @Test
  void boundsChooseWhatIsScoredAgain() throws Exception {
    for (int query = 0; query < SIZE; query += 371) {
      Scorer scorer = points.space().scorer(points.vector(query));
      int[] scored = new int[1];
      Top all = new Top(10, Integer.MAX_VALUE, Float.POSITIVE_INFINITY);
      try (Walk walk = Walk.borrow()) {
        walk.scan(scorer, SIZE, null, all);
        float slack = all.best.lastKey() / 2;
        for (int least : new int[] {0, 10, 70}) {
          scored[0] = 0;
          Scorer bounds = bounds(scorer, slack, new int[1]);
          walk.nearest(graph, bounds, 200, 200, count -> true);
          int found = walk.count();
          walk.rescore(
              bounds, counting(scorer, scored), 10, Math.max(10, least), Float.POSITIVE_INFINITY);
          assertTrue(scored[0] >= Math.max(10, least) && scored[0] < found, scored[0] + " scored");
          assertFound(all, walk);
        }
      }
    }
  }

  private static void assertFound(Top expected, Walk walk) {
    assertEquals(10, walk.count());
    int i = 0;
    for (float distance : expected.best.keySet()) {
      assertEquals(distance, walk.distance(i++));
    }
  }

  @Test
  void aReceiversBoundKeepsTheWalkGoing() throws Exception {
    Scorer scorer = points.space().scorer(points.vector(1234));
    float[] all = new float[SIZE];
    scorer.scoreRange(0, SIZE, all);
    float[] sorted = all.clone();
    Arrays.sort(sorted);
    float radius = sorted[150];
    Top within = new Top(Integer.MAX_VALUE, Integer.MAX_VALUE, radius);
    try (Walk walk = Walk.borrow()) {
      walk.guided(graph, scorer, 8, null, null, 0, within);
    }
    assertTrue(within.best.size() >= 145, "found " + within.best.size() + " of 151");
  }

  @Test
  void limitsAreKept() throws Exception {
    Scorer scorer = points.space().scorer(points.vector(3));
    for (int limit = 1; limit < 400; limit += 13) {
      Top top = new Top(10, limit, Float.POSITIVE_INFINITY);
      Top scanned = new Top(10, limit, Float.POSITIVE_INFINITY);
      try (Walk walk = Walk.borrow()) {
        walk.guided(graph, scorer, 64, null, null, 0, top);
        walk.scan(scorer, SIZE, null, scanned);
      }
      assertTrue(top.visits < limit + 64, limit + " became " + top.visits);
      assertTrue(scanned.visits < limit + 64, limit + " became " + scanned.visits);
      assertTrue(scanned.offers == scanned.visits);
    }
  }

  @Test
  void seedsAreStarts() throws Exception {
    Scorer scorer = points.space().scorer(points.vector(3));
    Top top = new Top(10, Integer.MAX_VALUE, Float.POSITIVE_INFINITY);
    try (Walk walk = Walk.borrow()) {
      walk.guided(graph, scorer, 32, null, new int[] {3, 3, SIZE - 1}, 3, top);
    }
    assertEquals(Map.entry(0f, 3), top.best.firstEntry());
  }

  /** Equal vectors crowd together, and links between crowds need not lead both ways. */
  @Test
  void broadWalksFindAll() throws Exception {
    int size = 300;
    float[][] vectors = new float[size][];
    for (int i = 0; i < size; i++) {
      vectors[i] = new float[] {i * 31 % 9};
    }
    Points crowds = new Points(vectors, true);
    var builder =
        new GraphBuilder(
            new GraphSettings(degrees, 20, 1),
            crowds.space(),
            Workers.none(),
            () -> {},
            Arena.ofAuto());
    HnswGraph crowded =
        builder.build().measured(crowds.space().rowScorer(), crowds.space().rowScorer());
    try (Walk walk = Walk.borrow()) {
      for (int i = 0; i < size; i++) {
        Scorer scorer = crowds.space().scorer(vectors[i]);
        walk.nearest(crowded, scorer, size, size, count -> true);
        assertEquals(size, walk.count());
        Top top = new Top(size, Integer.MAX_VALUE, Float.POSITIVE_INFINITY);
        walk.guided(crowded, scorer, size, null, new int[] {i}, i % 2, top);
        assertEquals(size, top.offers);
      }
    }
  }

  @Test
  void damagedLinksAreReported() throws Exception {
    Layer base = graph.layers().getFirst();
    MemorySegment copy = Arena.ofAuto().allocate(base.links().segment().byteSize(), 64);
    copy.copyFrom(base.links().segment());
    for (long at = 0; at < copy.byteSize(); at += base.links().stride()) {
      copy.set(ValueLayout.JAVA_INT, at, SIZE);
    }
    List<Layer> layers = new ArrayList<>(graph.layers());
    layers.set(0, new Layer(Rows.of(copy, SIZE, base.links().stride())));
    HnswGraph damaged = new HnswGraph(graph.degrees(), layers, graph.growth());
    try (Walk walk = Walk.borrow()) {
      Scorer scorer = points.space().scorer(points.vector(3));
      assertThrows(
          CorruptGraphException.class, () -> walk.nearest(damaged, scorer, 32, 10, count -> true));
    }
  }
}
