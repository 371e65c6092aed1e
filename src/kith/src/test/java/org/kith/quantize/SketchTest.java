package org.kith.quantize;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.kith.kernel.Rows;
import org.kith.metric.BlockScorer;
import org.kith.metric.Metric.Family;

/// Bounds of sketches, against distances.
class SketchTest {
  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  private static Optional<Sketch> train(Family family, List<float[]> vectors) {
    Sketch.Trainer trainer = Sketch.trainer(family, vectors.getFirst().length).orElseThrow();
    vectors.forEach(trainer::add);
    return trainer.train();
  }

  private static Sketch sketch(Family family, List<float[]> vectors) {
    return train(family, vectors).orElseThrow();
  }

  private static Rows rows(byte[] bytes, int stride) {
    return Rows.of(MemorySegment.ofArray(bytes), bytes.length / stride, stride);
  }

  private static SketchRows rows(Sketch sketch, List<float[]> vectors) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Sketch.Writer writer = sketch.writer(out::writeBytes);
    for (float[] vector : vectors) {
      writer.add(vector);
    }
    writer.finish();
    assertEquals(Sketch.bytes(vectors.getFirst().length, vectors.size()), out.size());
    return new SketchRows(rows(out.toByteArray(), sketch.blockBytes()), vectors.size(), null);
  }

  /// Vectors dealt to cells, whose centroids may be anywhere.
  private SketchRows cells(Sketch sketch, List<float[]> vectors, int count) throws IOException {
    int dims = vectors.getFirst().length;
    List<List<Integer>> cells = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      cells.add(new ArrayList<>());
    }
    for (int i = 0; i < vectors.size(); i++) {
      cells.get(random.nextInt(count)).add(i);
    }
    ByteBuffer ordinals = ByteBuffer.allocate(4 * vectors.size()).order(LITTLE_ENDIAN);
    ByteBuffer centroids = ByteBuffer.allocate(4 * dims * count).order(LITTLE_ENDIAN);
    ByteArrayOutputStream blocks = new ByteArrayOutputStream();
    ByteArrayOutputStream coarse = new ByteArrayOutputStream();
    Sketch.Writer writer = sketch.writer(blocks::writeBytes);
    Sketch.Writer coarseWriter = sketch.centroidWriter(coarse::writeBytes);
    for (List<Integer> cell : cells) {
      float[] near = vectors.get(random.nextInt(vectors.size()));
      float scale = sketch.scale(near);
      float[] centroid = new float[dims];
      for (int d = 0; d < dims; d++) {
        centroid[d] = near[d] * scale / 2;
        centroids.putFloat(centroid[d]);
      }
      writer.begin(centroid);
      coarseWriter.add(centroid);
      for (int ordinal : cell) {
        writer.add(vectors.get(ordinal));
        ordinals.putInt(ordinal);
      }
    }
    writer.finish();
    coarseWriter.finish();
    int stride = sketch.blockBytes();
    return new SketchRows(
        rows(blocks.toByteArray(), stride),
        vectors.size(),
        new SketchRows.Cells(
            cells.stream().mapToInt(List::size).toArray(),
            rows(ordinals.array(), 4),
            rows(centroids.array(), 4 * dims),
            rows(coarse.toByteArray(), stride)));
  }

  /// Bounds by ordinal, of all cells where there are some.
  private static float[] bounds(SketchQuery query, int count) throws IOException {
    if (query.hasCells()) {
      int all = query.cells(count);
      float[] distances = new float[all];
      query.centroidScorer().scoreRange(0, all, distances);
      for (int cell = 0; cell < all; cell++) {
        query.name(cell, distances[cell]);
      }
    }
    float[] bounds = new float[count];
    Arrays.fill(bounds, Float.NaN);
    float[] block = new float[query.blockSize()];
    for (int b = 0; b < query.blocks(); b++) {
      int size = query.score(b, block, 0);
      for (int i = 0; i < block.length; i++) {
        if (i < size) {
          bounds[query.ordinal(b * block.length + i)] = block[i];
        } else {
          assertEquals(Float.POSITIVE_INFINITY, block[i], "row that fills a block");
        }
      }
    }
    return bounds;
  }

  static Stream<Arguments> familiesAndCells() {
    return Stream.of(
        Arguments.of(Family.SQUARED_L2, 0),
        Arguments.of(Family.SQUARED_L2, 7),
        Arguments.of(Family.INNER_PRODUCT, 0),
        Arguments.of(Family.COSINE, 0),
        Arguments.of(Family.COSINE, 7));
  }

  /// One in a hundred is closer than its bound says.
  @ParameterizedTest
  @MethodSource("familiesAndCells")
  void boundsHoldMostly(Family family, int cells) throws IOException {
    int dims = 64 + random.nextInt(300);
    int count = 300 + random.nextInt(300);
    List<float[]> vectors = Coded.drawOfManyLengths(count, dims, random);
    Sketch trained = sketch(family, vectors);
    Sketch sketch = Sketch.open(family, dims, trained.parameters()).orElseThrow();
    Coded exact = Coded.of("SQ8", family, vectors);
    SketchRows rows = cells == 0 ? rows(sketch, vectors) : cells(sketch, vectors, cells);
    int tooHigh = 0;
    double below = 0;
    int queries = 50;
    for (float[] query : Coded.drawOfManyLengths(queries, dims, random)) {
      try (SketchQuery scorer = sketch.query(query, rows)) {
        float[] bounds = bounds(scorer, count);
        for (int i = 0; i < count; i++) {
          double distance = exact.distance(query, vectors.get(i));
          assertFalse(Float.isNaN(bounds[i]), "no bound of " + i);
          tooHigh += bounds[i] > distance ? 1 : 0;
          below += (distance - bounds[i]) / Math.abs(distance);
        }
      }
    }
    double share = (double) tooHigh / count / queries;
    String what = family + ", " + dims + " dims, seed " + seed;
    assertEquals(.012, share, .012, what + ", too high: " + share);
    // And they are not so low as to be of no use.
    assertTrue(family != Family.SQUARED_L2 || below / count / queries < 0.6, what);
  }

  /// Bounds of centroids are bounds of what centroids are ranked by.
  @ParameterizedTest
  @EnumSource(
      value = Family.class,
      names = {"SQUARED_L2", "COSINE"})
  void centroidsHaveBounds(Family family) throws IOException {
    int count = 50 + random.nextInt(300);
    List<float[]> vectors = Coded.drawOfManyLengths(2 * count, 64 + random.nextInt(100), random);
    Sketch sketch = sketch(family, vectors);
    SketchRows rows = cells(sketch, vectors, count);
    int tooHigh = 0;
    double off = 0;
    double spread = 0;
    try (SketchQuery query = sketch.query(vectors.get(random.nextInt(count)), rows)) {
      BlockScorer coarse = query.centroids();
      float[] bounds = new float[coarse.blocks() * coarse.blockSize()];
      for (int block = 0; block < coarse.blocks(); block++) {
        coarse.score(block, bounds, block * coarse.blockSize());
      }
      float[] distances = new float[count];
      query.centroidScorer().scoreRange(0, count, distances);
      double mean = 0;
      for (int i = 0; i < count; i++) {
        tooHigh += bounds[i] > distances[i] ? 1 : 0;
        off += (distances[i] - bounds[i]) / count;
        mean += distances[i] / count;
      }
      for (int i = 0; i < count; i++) {
        spread += Math.abs(distances[i] - mean) / count;
      }
    }
    assertTrue(tooHigh <= 1 + count / 10, family + " too high: " + tooHigh + ", seed " + seed);
    assertTrue(off < 6 * spread, family + " " + off + " below, seed " + seed);
  }

  /// Where the query is the mean, only lengths are left.
  @Test
  void aQueryWithoutDirection() throws IOException {
    List<float[]> vectors = Coded.draw(200, 70, random::nextGaussian);
    Sketch sketch = sketch(Family.SQUARED_L2, vectors);
    float[] mean = Arrays.copyOf(sketch.parameters(), 70);
    try (SketchQuery scorer = sketch.query(mean, rows(sketch, vectors))) {
      float[] bounds = bounds(scorer, vectors.size());
      Coded exact = Coded.of("SQ8", Family.SQUARED_L2, vectors);
      for (int i = 0; i < vectors.size(); i++) {
        double distance = exact.distance(mean, vectors.get(i));
        assertEquals(distance, bounds[i], 1e-4 * distance, "seed " + seed);
      }
    }
  }

  private static Rows fetched(Rows rows) {
    return new Rows(rows.count(), rows.stride()) {
      @Override
      public MemorySegment segment() {
        return null;
      }

      @Override
      public void fetch(int ordinal, MemorySegment into, long offset) throws IOException {
        rows.fetch(ordinal, into, offset);
      }
    };
  }

  @Test
  void rowsAreReadAnywhere() throws IOException {
    List<float[]> vectors = Coded.draw(400, 100, random::nextGaussian);
    Sketch sketch = sketch(Family.COSINE, vectors);
    SketchRows rows = cells(sketch, vectors, 9);
    SketchRows.Cells cells = rows.cells();
    SketchRows elsewhere =
        new SketchRows(
            fetched(rows.blocks),
            400,
            new SketchRows.Cells(
                cells.sizes(),
                fetched(cells.ordinals()),
                fetched(cells.centroids()),
                fetched(cells.blocks())));
    float[] query = vectors.get(7);
    try (SketchQuery here = sketch.query(query, rows);
        SketchQuery there = sketch.query(query, elsewhere)) {
      assertArrayEquals(bounds(here, 400), bounds(there, 400));
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
    assertNull(sketch.query(huge, rows(sketch, vectors)));
    assertTrue(train(Family.SQUARED_L2, List.of(vectors.get(0), huge)).isEmpty());
  }

  /// Products of such a query with the longest vector are no floats.
  @Test
  void hugeQueriesHaveNoProducts() throws IOException {
    List<float[]> vectors = Coded.draw(200, 70, random::nextGaussian);
    vectors.get(3)[5] = 1e15f;
    Sketch sketch = sketch(Family.INNER_PRODUCT, vectors);
    float[] huge = vectors.get(7).clone();
    huge[0] = 1e20f;
    assertNull(sketch.query(huge, rows(sketch, vectors)));
  }

  /// A query without length has no products that differ.
  @Test
  void aQueryOfNoLengthHasNone() throws IOException {
    List<float[]> vectors = Coded.draw(200, 70, random::nextGaussian);
    for (Family family : List.of(Family.COSINE, Family.INNER_PRODUCT)) {
      Sketch sketch = sketch(family, vectors);
      assertNull(sketch.query(new float[70], rows(sketch, vectors)));
    }
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
