package org.kith.quantize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kith.kernel.Rows;
import org.kith.metric.BlockScorer;
import org.kith.metric.Metric.Family;

/// Bounds of sketches, against distances.
class SketchTest {
  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  private static Sketch sketch(Family family, List<float[]> vectors) {
    Trainer trainer = Sketch.trainer(family, vectors.getFirst().length).orElseThrow();
    vectors.forEach(trainer::add);
    return Sketch.of(trainer.train());
  }

  private static boolean write(Sketch sketch, List<float[]> vectors, ByteArrayOutputStream out)
      throws IOException {
    Sketch.Writer writer = sketch.new Writer(out::writeBytes);
    for (float[] vector : vectors) {
      writer.add(vector);
    }
    return writer.finish();
  }

  private static Rows blocks(Sketch sketch, List<float[]> vectors) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertTrue(write(sketch, vectors, out));
    int blocks = Sketch.blocks(vectors.size());
    assertEquals(Sketch.bytes(vectors.getFirst().length, vectors.size()), out.size());
    return Rows.of(MemorySegment.ofArray(out.toByteArray()), blocks, sketch.blockBytes());
  }

  /// One in a hundred is closer than its bound says.
  @ParameterizedTest
  @EnumSource(
      value = Family.class,
      names = {"SQUARED_L2", "INNER_PRODUCT", "COSINE"})
  void boundsHoldMostly(Family family) throws IOException {
    int dims = 64 + random.nextInt(300);
    int count = 300 + random.nextInt(300);
    List<float[]> vectors = Coded.drawOfManyLengths(count, dims, random);
    Sketch trained = sketch(family, vectors);
    Sketch sketch = Sketch.open(family, dims, trained.parameters()).orElseThrow();
    Coded exact = Coded.of("SQ8", family, vectors);
    Rows blocks = blocks(sketch, vectors);
    int tooHigh = 0;
    double below = 0;
    int queries = 50;
    for (float[] query : Coded.drawOfManyLengths(queries, dims, random)) {
      try (BlockScorer scorer = sketch.scorer(query, blocks, count)) {
        float[] bounds = bounds(scorer);
        for (int i = 0; i < bounds.length; i++) {
          if (i >= count) {
            assertEquals(Float.POSITIVE_INFINITY, bounds[i], "row that fills the last block");
            continue;
          }
          double distance = exact.distance(query, vectors.get(i));
          tooHigh += bounds[i] > distance ? 1 : 0;
          below += (distance - bounds[i]) / Math.abs(distance);
        }
      }
    }
    double share = (double) tooHigh / count / queries;
    String what = family + ", " + dims + " dims, seed " + seed;
    assertEquals(.008, share, .008, what + ", too high: " + share);
    // And they are not so low as to be of no use.
    assertTrue(family != Family.SQUARED_L2 || below / count / queries < 0.5, what);
  }

  private static float[] bounds(BlockScorer scorer) throws IOException {
    int blocks = Math.ceilDiv(scorer.size(), scorer.blockSize());
    float[] bounds = new float[blocks * scorer.blockSize()];
    for (int block = 0; block < blocks; block++) {
      scorer.score(block, bounds, block * scorer.blockSize());
    }
    return bounds;
  }

  /// Where the query is the mean, only lengths are left.
  @Test
  void aQueryWithoutDirection() throws IOException {
    List<float[]> vectors = Coded.draw(200, 70, random::nextGaussian);
    Sketch sketch = sketch(Family.SQUARED_L2, vectors);
    float[] mean = sketch.parameters();
    try (BlockScorer scorer = sketch.scorer(mean, blocks(sketch, vectors), vectors.size())) {
      float[] bounds = bounds(scorer);
      Coded exact = Coded.of("SQ8", Family.SQUARED_L2, vectors);
      for (int i = 0; i < vectors.size(); i++) {
        double distance = exact.distance(mean, vectors.get(i));
        assertEquals(distance, bounds[i], 1e-4 * distance, "seed " + seed);
      }
    }
  }

  @Test
  void blocksAreReadAnywhere() throws IOException {
    List<float[]> vectors = Coded.draw(400, 100, random::nextGaussian);
    Sketch sketch = sketch(Family.COSINE, vectors);
    Rows blocks = blocks(sketch, vectors);
    Rows fetched =
        new Rows(blocks.count(), blocks.stride()) {
          @Override
          public MemorySegment segment() {
            return null;
          }

          @Override
          public void fetch(int ordinal, MemorySegment into, long offset) throws IOException {
            blocks.fetch(ordinal, into, offset);
          }
        };
    float[] query = vectors.get(7);
    try (BlockScorer here = sketch.scorer(query, blocks, 400);
        BlockScorer there = sketch.scorer(query, fetched, 400)) {
      assertArrayEquals(bounds(here), bounds(there));
    }
  }

  /// Of vectors so long that floats do not hold their squares there is no sketch, and none is used
  /// for such queries.
  @Test
  void hugeVectorsHaveNone() throws IOException {
    List<float[]> vectors = Coded.draw(200, 70, random::nextGaussian);
    Sketch sketch = sketch(Family.SQUARED_L2, vectors);
    float[] huge = vectors.get(random.nextInt(200)).clone();
    huge[random.nextInt(70)] = 1e30f;
    assertNull(sketch.scorer(huge, blocks(sketch, vectors), vectors.size()));
    assertFalse(write(sketch, List.of(vectors.get(0), huge), new ByteArrayOutputStream()));
  }

  @Test
  void thereAreNoneOfFewOrVeryManyDimensions() {
    assertTrue(Sketch.trainer(Family.COSINE, 63).isEmpty());
    assertTrue(Sketch.trainer(Family.COSINE, 64).isPresent());
    assertTrue(Sketch.trainer(Family.COSINE, 4032).isPresent());
    assertTrue(Sketch.trainer(Family.COSINE, 4033).isEmpty());
    assertTrue(Sketch.trainer(Family.OTHER, 100).isEmpty());
  }
}
