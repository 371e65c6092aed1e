package org.kith.tools.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Random;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kith.kernel.Kernel;
import org.kith.metric.PrefixCodes;

/** The definitions and Kith's own kernels, written apart, must agree. */
class MetricTest {
  private static final int ROWS = 60;
  private static final int DIMS = 48;

  private final Random random = new Random(5);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ip",
        "cos",
        "l2sq",
        "l1",
        "linf",
        "lp(1.5)",
        "pearson",
        "jsd",
        "canberra",
        "braycurtis",
        "jaccard",
        "weighted(cos[0:16]*0.7+l1[16:48]*0.2+pearson[8:40]*3)"
      })
  void numbersAreComparedAsKithDoes(String name) {
    float[][] rows = new float[ROWS][DIMS];
    for (float[] row : rows) {
      for (int i = 0; i < DIMS; i++) {
        row[i] = random.nextInt(3) == 0 ? 0 : random.nextFloat();
      }
    }
    Arrays.fill(rows[1], 0);
    Arrays.fill(rows[2], 0.25f);
    rows[3] = rows[4].clone();
    assertAgree(Metric.named(name), Vectors.of(rows), 1e-5);
  }

  @Test
  void placesAreComparedAsKithDoes() {
    float[][] rows = new float[ROWS][];
    for (int i = 0; i < ROWS; i++) {
      rows[i] = new float[] {180 * random.nextFloat() - 90, 360 * random.nextFloat() - 180};
    }
    rows[1] = new float[] {90, 11};
    rows[2] = new float[] {90, -70};
    rows[3] = new float[] {-17, 179.99f};
    rows[4] = new float[] {-17, -179.99f};
    assertAgree(Metric.named("haversine"), Vectors.of(rows), 1e-6);
    Metric haversine = Metric.named("haversine");
    Row[] known = Vectors.of(new float[][] {{0, 0}, {0, 90}, {90, 5}}).rows(0, 3);
    assertEquals(Math.PI / 2, haversine.distance(known[0], known[1]), 1e-12);
    assertEquals(Math.PI / 2, haversine.distance(known[1], known[2]), 1e-12);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hamming",
        "tanimoto",
        "sorensen",
        "jaccard",
        "weighted(tanimoto[0:9]*2+hamming[9:48]*1)"
      })
  void bitsAreComparedAsKithDoes(String name) {
    byte[][] rows = new byte[ROWS][DIMS];
    for (byte[] row : rows) {
      random.nextBytes(row);
    }
    Arrays.fill(rows[1], (byte) 0);
    Arrays.fill(rows[2], (byte) 0);
    rows[3] = rows[4].clone();
    assertAgree(Metric.named(name), Vectors.ofBits(rows), 1e-6);
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 256, 257, 300})
  void codesOfDifferentLengthAreComparedAsKithDoes(int bytes) {
    byte[][] rows = new byte[ROWS][];
    for (int i = 0; i < ROWS; i++) {
      byte[] code = new byte[i < 2 ? 0 : random.nextInt(PrefixCodes.capacity(bytes) + 1)];
      random.nextBytes(code);
      rows[i] = PrefixCodes.pack(code, bytes);
    }
    assertAgree(Metric.named("nphd"), Vectors.ofBits(rows), 1e-6);
  }

  @Test
  void namesOfLibrariesAreUnderstood() {
    assertEquals(Metric.COS, Metric.named("angular"));
    assertEquals(Metric.L2SQ, Metric.named("Euclidean"));
    assertEquals(Metric.IP, Metric.named("dot"));
    assertEquals("jsd", Metric.named("divergence").label());
    assertEquals(VectorSimilarityFunction.EUCLIDEAN, Metric.L2SQ.similarity());
    assertNull(Metric.named("l1").similarity());
  }

  @Test
  void refusalsSayWhatIsWrong() {
    assertRefused("there are ip,", () -> Metric.named("nearness"));
    assertRefused("lp needs one argument", () -> Metric.named("lp"));
    Vectors numbers = Vectors.of(new float[][] {{1, 2}, {3, -4}});
    Vectors bits = Vectors.ofBits(new byte[][] {{1, 2}});
    assertRefused("compares packed bits, these are f32", () -> require("hamming", numbers));
    assertRefused("compares numbers, these are packed bits", () -> require("cos", bits));
    assertRefused("row 1: jsd: all components must be at least 0", () -> require("jsd", numbers));
    assertRefused("slice [1:3]", () -> require("weighted(cos[1:3]*1)", numbers));
    assertRefused(
        "needs 2 dimensions, got 3",
        () -> require("haversine", Vectors.of(new float[][] {{1, 2, 3}})));
    require("jaccard", bits);
  }

  private static void require(String metric, Vectors vectors) {
    Metric.named(metric).require(vectors);
  }

  private static void assertRefused(String reason, Runnable action) {
    var e = assertThrows(IllegalArgumentException.class, action::run);
    assertTrue(e.getMessage().contains(reason), e.getMessage());
  }

  private static void assertAgree(Metric metric, Vectors vectors, double tolerance) {
    metric.require(vectors);
    Row[] rows = vectors.rows(0, vectors.count());
    boolean bits = rows[0].bytes() != null;
    var engine = metric.bind(vectors).withoutNorms();
    Kernel kernel = engine.kernel();
    MemorySegment all = bits ? joinedBytes(rows) : joinedFloats(rows);
    long stride = all.byteSize() / rows.length;
    float[] distances = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      kernel.query(all, i * stride);
      kernel.compareRange(all, 0, stride, 0, rows.length, distances);
      engine.toDistances(distances, rows.length);
      for (int j = 0; j < rows.length; j++) {
        double expected = metric.distance(rows[i], rows[j]);
        double allowed = tolerance * Math.max(1, Math.abs(expected));
        String which = metric + " of " + i + " and " + j;
        assertEquals(expected, distances[j], allowed, which);
        assertTrue(expected <= metric.withRounding(expected), which);
      }
    }
  }

  private static MemorySegment joinedFloats(Row[] rows) {
    float[] all = new float[rows.length * rows[0].floats().length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i].floats(), 0, all, i * rows[0].floats().length, all.length / ROWS);
    }
    return MemorySegment.ofArray(all);
  }

  private static MemorySegment joinedBytes(Row[] rows) {
    byte[] all = new byte[rows.length * rows[0].bytes().length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i].bytes(), 0, all, i * rows[0].bytes().length, all.length / ROWS);
    }
    return MemorySegment.ofArray(all);
  }
}
