package org.kith.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kith.metric.Space;

@ParameterizedClass
@MethodSource("shapes")
class GraphBuilderTest {
  private final GraphSettings settings;

  GraphBuilderTest(Degrees degrees) {
    settings = new GraphSettings(degrees, 64, 7);
  }

  static List<Degrees> shapes() {
    return List.of(Degrees.hnsw(8), Degrees.nsw(16));
  }

  private static final Checkpoint GO_ON = () -> {};

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 17, 100, 1000, 5000})
  void everyNodeIsReachable(int size) throws Exception {
    Points points = Points.clustered(size, 8, size);
    HnswGraph graph = build(points, Workers.none());
    checkSound(graph, size);
    assertTrue(points.recall(graph, Math.min(10, size), 64, 1) > 0.95);
  }

  @Test
  void linksAreChosenByTheVectorsWhereTheWalkSeesEstimates() throws Exception {
    // So few that the walk finds them all, whatever it estimates.
    float[][] vectors = Points.clusters(60, 8, 9);
    Random random = new Random(9);
    float[][] blurred = new float[vectors.length][8];
    for (int i = 0; i < vectors.length; i++) {
      for (int d = 0; d < 8; d++) {
        blurred[i][d] = vectors[i][d] + 0.3f * (float) random.nextGaussian();
      }
    }
    Points exact = new Points(vectors, true);
    Points estimates = new Points(blurred, true);
    Set<Long> wanted = links(exact, exact);
    Set<Long> chosen = links(estimates, exact);
    Set<Long> blind = links(estimates, estimates);
    chosen.retainAll(wanted);
    blind.retainAll(wanted);
    // Not all: rows that overflow are pruned by estimates.
    assertTrue(chosen.size() > 0.9 * wanted.size(), chosen.size() + " of " + wanted.size());
    assertTrue(blind.size() < 0.8 * wanted.size(), blind.size() + " of " + wanted.size());
  }

  /** The links of layer 0, each with the slot it belongs to. */
  private Set<Long> links(Points walked, Points vectors) throws IOException {
    Space space = walked.space();
    HnswGraph graph =
        new GraphBuilder(settings, space, vectors.space(), Workers.none(), GO_ON, Arena.ofAuto())
            .build();
    Layer layer = graph.layers().getFirst();
    Set<Long> links = new HashSet<>();
    int[] row = new int[layer.width()];
    for (int slot = 0; slot < layer.size(); slot++) {
      int degree = layer.neighbours(slot, row);
      for (int i = 0; i < degree; i++) {
        links.add((long) slot << Integer.SIZE | row[i]);
      }
    }
    return links;
  }

  @Test
  void duplicatesStayReachable() throws Exception {
    float[][] vectors = Points.clusters(3000, 8, 5);
    for (int i = 0; i < 2000; i++) {
      vectors[i] = vectors[i % 2];
    }
    Points points = new Points(vectors, true);
    HnswGraph graph = build(points, Workers.none());
    checkSound(graph, points.size());
    assertTrue(points.recall(graph, 10, 64, 1) > 0.95);
  }

  @Test
  void threadsDoNotChangeTheGraph() throws Exception {
    Points points = Points.clustered(4000, 12, 3);
    List<byte[]> expected = bytes(build(points, Workers.none()));
    int[] cuts = {0, 1500, 1700, 4000};
    List<byte[]> merged = bytes(merge(points, cuts, 0.1, Workers.none()));
    for (int threads : new int[] {2, 8}) {
      try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
        Workers workers = new Workers(executor, threads);
        assertSame(expected, bytes(build(points, workers)));
        assertSame(merged, bytes(merge(points, cuts, 0.1, workers)));
      }
    }
    Executor caller = Runnable::run;
    assertSame(expected, bytes(build(points, new Workers(caller, 4))));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.01, 0.1, 0.5, 0.9})
  void mergedGraphsAreAsGoodAsBuiltOnes(double deleted) throws Exception {
    Points all = Points.clustered(6000, 12, 11);
    int[] cuts = {0, 2500, 4000, 5000, 5600, 5610, 6000};
    int[] living = living(all.size(), deleted);
    Points points = all.select(living);
    HnswGraph merged = merge(all, cuts, deleted, Workers.none());
    checkSound(merged, living.length);
    double built = points.recall(build(points, Workers.none()), 10, 32, 2);
    double found = points.recall(merged, 10, 32, 2);
    assertTrue(found > built - 0.03, "merged " + found + ", built " + built);
  }

  @Test
  void generationsDoNotDecay() throws Exception {
    // Every generation: a tenth deleted, as many added, merged into one.
    Random random = new Random(13);
    float[][] pool = Points.clusters(12_000, 12, 17);
    List<float[]> vectors = new ArrayList<>(Arrays.asList(pool).subList(0, 3000));
    HnswGraph graph = build(new Points(vectors.toArray(float[][]::new), true), Workers.none());
    int next = 3000;
    for (int generation = 0; generation < 30; generation++) {
      List<float[]> kept = new ArrayList<>();
      int[] map = new int[vectors.size()];
      for (int i = 0; i < map.length; i++) {
        map[i] = random.nextInt(10) == 0 ? -1 : kept.size();
        if (map[i] >= 0) {
          kept.add(vectors.get(i));
        }
      }
      int fresh = vectors.size() - kept.size();
      int[] added = new int[fresh];
      for (int i = 0; i < fresh; i++) {
        added[i] = kept.size();
        kept.add(pool[next++ % pool.length]);
      }
      vectors = kept;
      Points points = new Points(vectors.toArray(float[][]::new), true);
      graph =
          new GraphBuilder(settings, points.space(), Workers.none(), GO_ON, Arena.ofAuto())
              .merge(List.of(new GraphSource(graph, map), new GraphSource(null, added)));
      checkSound(graph, points.size());
    }
    Points points = new Points(vectors.toArray(float[][]::new), true);
    double built = points.recall(build(points, Workers.none()), 10, 24, 3);
    double merged = points.recall(graph, 10, 24, 3);
    assertTrue(merged > built - 0.03, "after 30 generations " + merged + ", built " + built);
  }

  @Test
  void stopsWhenTold() {
    Points points = Points.clustered(2000, 8, 1);
    AtomicInteger calls = new AtomicInteger();
    Checkpoint stop =
        () -> {
          if (calls.incrementAndGet() == 10) {
            throw new IOException("stop");
          }
        };
    GraphBuilder builder =
        new GraphBuilder(settings, points.space(), Workers.none(), stop, Arena.ofAuto());
    assertEquals("stop", assertThrows(IOException.class, builder::build).getMessage());
    assertEquals(10, calls.get());
  }

  @Test
  void failuresOfThreadsReachTheCaller() throws Exception {
    try (ExecutorService executor = Executors.newFixedThreadPool(4)) {
      Workers workers = new Workers(executor, 4);
      IOException thrown =
          assertThrows(
              IOException.class,
              () ->
                  workers.run(
                      1000,
                      (task, worker) -> {
                        if (task == 77) {
                          throw new IOException("task 77");
                        }
                      }));
      assertEquals("task 77", thrown.getMessage());
      AtomicInteger sum = new AtomicInteger();
      workers.run(1000, (task, worker) -> sum.addAndGet(task));
      assertEquals(499_500, sum.get());
    }
  }

  private HnswGraph build(Points points, Workers workers) throws IOException {
    return new GraphBuilder(settings, points.space(), workers, GO_ON, Arena.ofShared()).build();
  }

  /** Builds graphs of parts, and merges them; the smallest parts come without a graph. */
  private HnswGraph merge(Points all, int[] cuts, double deleted, Workers workers)
      throws IOException {
    int[] living = living(all.size(), deleted);
    int[] newOrdinals = new int[all.size()];
    Arrays.fill(newOrdinals, -1);
    for (int i = 0; i < living.length; i++) {
      newOrdinals[living[i]] = i;
    }
    List<GraphSource> sources = new ArrayList<>();
    for (int p = 0; p + 1 < cuts.length; p++) {
      int first = cuts[p];
      int[] part = new int[cuts[p + 1] - first];
      Arrays.setAll(part, i -> first + i);
      HnswGraph graph = part.length < 50 ? null : build(all.select(part), workers);
      sources.add(new GraphSource(graph, Arrays.copyOfRange(newOrdinals, first, cuts[p + 1])));
    }
    Points points = all.select(living);
    return new GraphBuilder(settings, points.space(), workers, GO_ON, Arena.ofShared())
        .merge(sources);
  }

  private static int[] living(int size, double deleted) {
    Random random = new Random(23);
    int[] all = new int[size];
    Arrays.setAll(all, i -> i);
    return Arrays.stream(all).filter(i -> random.nextDouble() >= deleted).toArray();
  }

  /** Links in range, none doubled or to itself; every node of every layer reachable. */
  private void checkSound(HnswGraph graph, int size) throws IOException {
    assertEquals(size, graph.size());
    if (!settings.degrees().layered() || size > 500) {
      assertEquals(settings.degrees().layered(), graph.layers().size() > 1);
    }
    int entry = graph.entry();
    for (Layer layer : graph.layers()) {
      BitSet reached = new BitSet();
      List<Integer> queue = new ArrayList<>();
      reached.set(layer.slot(entry));
      queue.add(layer.slot(entry));
      int[] links = new int[layer.width()];
      for (int i = 0; i < queue.size(); i++) {
        int slot = queue.get(i);
        int degree = layer.neighbours(slot, links);
        assertEquals(degree, Arrays.stream(links, 0, degree).distinct().count());
        for (int j = 0; j < degree; j++) {
          assertTrue(links[j] != slot, "slot " + slot + " links to itself");
          if (!reached.get(links[j])) {
            reached.set(links[j]);
            queue.add(links[j]);
          }
        }
      }
      assertEquals(layer.size(), queue.size(), "reachable nodes");
    }
  }

  private static List<byte[]> bytes(HnswGraph graph) {
    List<byte[]> bytes = new ArrayList<>();
    for (Layer layer : graph.layers()) {
      MemorySegment links = layer.links().segment();
      bytes.add(links.toArray(ValueLayout.JAVA_BYTE));
    }
    return bytes;
  }

  private static void assertSame(List<byte[]> expected, List<byte[]> actual) {
    assertEquals(expected.size(), actual.size());
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(expected.get(i), actual.get(i));
    }
  }
}
