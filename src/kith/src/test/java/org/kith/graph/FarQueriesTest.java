package org.kith.graph;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kith.metric.Scorer;

/** Queries from the middle of a sea: their neighbours are about one of many bays around it. */
class FarQueriesTest {
  private static final int SIZE = 20_000;
  private static final int BAYS = 25;
  private static final int K = 10;
  private static final long SEED = 20_261;

  @Test
  void areFoundByWalksThatSeeThatTheyAreFar() throws IOException {
    Random random = new Random(SEED);
    float[][] places = new float[SIZE][];
    for (int i = 0; i < SIZE; i++) {
      double angle = 2 * Math.PI * ((i % BAYS) / (double) BAYS + random.nextGaussian() * 0.003);
      double radius = 100 + Math.abs(random.nextGaussian());
      places[i] = at(angle, radius);
    }
    Points points = new Points(places, true);
    GraphSettings settings = new GraphSettings(Degrees.hnsw(16), 100, 1);
    HnswGraph graph =
        new GraphBuilder(settings, points.space(), Workers.none(), () -> {}, Arena.ofAuto())
            .build()
            .measured(points.space().rowScorer(), points.space().rowScorer());
    HnswGraph blind = new HnswGraph(graph.degrees(), graph.layers(), Growth.UNKNOWN);
    double found = 0;
    double foundBlindly = 0;
    int queries = 50;
    for (int i = 0; i < queries; i++) {
      float[] query = at(2 * Math.PI * random.nextDouble(), 0.5 + random.nextDouble());
      found += recall(points, graph, query) / queries;
      foundBlindly += recall(points, blind, query) / queries;
    }
    String recalls = "recall " + found + ", without growth " + foundBlindly + ", seed " + SEED;
    assertTrue(found >= 0.7, recalls);
    assertTrue(foundBlindly < 0.4, "too easy to tell: " + recalls);
  }

  private static float[] at(double angle, double radius) {
    return new float[] {(float) (radius * Math.cos(angle)), (float) (radius * Math.sin(angle))};
  }

  private static double recall(Points points, HnswGraph graph, float[] query) throws IOException {
    Scorer scorer = points.space().scorer(query);
    int[] ordinals = new int[SIZE];
    Arrays.setAll(ordinals, i -> i);
    float[] distances = new float[SIZE];
    scorer.score(ordinals, SIZE, distances);
    float[] sorted = distances.clone();
    Arrays.sort(sorted);
    int right = 0;
    try (Walk walk = Walk.borrow()) {
      walk.nearest(graph, scorer, 64, K, count -> true);
      for (int i = 0; i < K; i++) {
        right += walk.distance(i) <= sorted[K - 1] ? 1 : 0;
      }
    }
    return (double) right / K;
  }
}
