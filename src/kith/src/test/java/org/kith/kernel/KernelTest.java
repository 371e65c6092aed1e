package org.kith.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kith.metric.Formulas;
import org.kith.metric.Metrics;

/** Every kernel, both twins, against its definition in double arithmetic. */
class KernelTest {
  private static final int ROWS = 11;
  private static final int[] ORDINALS = {3, 0, 10, 7, 7, 1, 9, 2, 5};
  private static final double LP = 2.7;

  static Stream<Integer> dims() {
    return IntStream.concat(IntStream.rangeClosed(1, 140), IntStream.of(255, 256, 784, 1025, 4099))
        .boxed();
  }

  /** The largest sums that bytes can have. */
  @Test
  void mostDistantBytes() {
    int dims = 65_536;
    MemorySegment bytes = MemorySegment.ofArray(new byte[2 * dims]);
    bytes.asSlice(0, dims).fill((byte) -128);
    bytes.asSlice(dims, dims).fill((byte) 127);
    List<Kernel> kernels =
        List.of(new SimdI8SquaredL2(dims), new ScalarI8(dims, ScalarI8::squaredL2));
    for (Kernel kernel : kernels) {
      kernel.query(bytes, 0);
      float[] values = new float[2];
      kernel.compareRange(bytes, 0, dims, 0, 2, values);
      assertEquals(0, values[0]);
      assertEquals(255f * 255 * dims, values[1]);
    }
  }

  @ParameterizedTest
  @MethodSource("dims")
  void signedFloats(int dims) {
    Floats data = new Floats(dims, new Random(dims), false);
    data.check(new SimdF32Dot(dims), scalar(dims, ScalarF32::dot), Formulas::ip, v -> -v);
    data.check(new SimdF32SquaredL2(dims), scalar(dims, ScalarF32::squaredL2), Formulas::l2sq);
    data.check(new SimdF32L1(dims), scalar(dims, ScalarF32::l1), Formulas::l1);
    data.check(new SimdF32Linf(dims), scalar(dims, ScalarF32::linf), Formulas::linf);
    data.check(new SimdF32Lp(dims, LP), scalar(dims, ScalarF32.lp(LP)), Formulas.lp(LP));
    data.check(new SimdF32Lp(dims, 0.5), scalar(dims, ScalarF32.lp(0.5)), Formulas.lp(0.5));
    data.check(new SimdF32Canberra(dims), scalar(dims, ScalarF32::canberra), Formulas::canberra);
    Kernel cosine = new ScalarF32(dims, Preparation.UNIT, ScalarF32::cosine);
    data.check(new SimdF32Cosine(dims), cosine, Formulas::cos, v -> 1 - v);
    Kernel pearson = new ScalarF32(dims, Preparation.CENTRED, ScalarF32::pearson);
    data.check(new SimdF32Pearson(dims), pearson, Formulas::pearson, v -> 1 - v);
  }

  @ParameterizedTest
  @MethodSource("dims")
  void floatsFromZero(int dims) {
    Floats data = new Floats(dims, new Random(dims), true);
    data.check(new SimdF32Jaccard(dims), scalar(dims, ScalarF32::jaccard), Formulas::jaccard);
    data.check(new SimdF32Canberra(dims), scalar(dims, ScalarF32::canberra), Formulas::canberra);
    Kernel scalar = new ScalarF32(dims, Preparation.SHARES, ScalarF32::jensenShannon);
    data.check(new SimdF32JensenShannon(dims), scalar, Formulas::jsd);
  }

  private static Kernel scalar(int dims, ScalarF32.Comparison comparison) {
    return new ScalarF32(dims, comparison);
  }

  @ParameterizedTest
  @MethodSource("dims")
  void bytesAsNumbers(int dims) {
    Bytes data = new Bytes(dims, new Random(dims));
    data.check(
        new SimdI8Dot(dims),
        new ScalarI8(dims, ScalarI8::dot),
        Formulas.numbers((a, b) -> -Formulas.ip(a, b)));
    data.check(
        new SimdI8SquaredL2(dims),
        new ScalarI8(dims, ScalarI8::squaredL2),
        Formulas.numbers(Formulas::l2sq));
    data.check(
        new SimdI8L1(dims), new ScalarI8(dims, ScalarI8::l1), Formulas.numbers(Formulas::l1));
    data.check(
        new SimdI8Cosine(dims),
        new ScalarI8(dims, ScalarI8::cosine),
        Formulas.numbers((a, b) -> 1 - Formulas.cos(a, b)));
  }

  @ParameterizedTest
  @MethodSource("dims")
  void bytesAsBits(int dims) {
    Bytes data = new Bytes(dims, new Random(dims));
    data.check(
        new SimdBits(dims, BitKernel.Measure.DIFFERING),
        new ScalarBits(dims, BitKernel.Measure.DIFFERING),
        Formulas::hamming);
    data.check(
        new SimdBits(dims, BitKernel.Measure.SHARE),
        new ScalarBits(dims, BitKernel.Measure.SHARE),
        Formulas::tanimoto);
  }

  @ParameterizedTest
  @MethodSource("dims")
  void prefixes(int dims) {
    Random random = new Random(dims);
    int header = PrefixHamming.headerBytes(dims + 1);
    int capacity = dims + 1 - header;
    Bytes data = new Bytes(dims + 1, random);
    for (int r = 0; r < ROWS; r++) {
      byte[] row = data.rows[r];
      // What lies behind the code is random: it must not count.
      setLength(row, header, random.nextInt(4) == 0 ? 0 : random.nextInt(capacity + 1));
    }
    setLength(data.query, header, random.nextInt(8) == 0 ? 0 : random.nextInt(capacity + 1));
    Formulas.OfBytes nphd = (a, b) -> Formulas.nphd(code(a, header), code(b, header));
    data.check(new SimdPrefixHamming(dims + 1), new PrefixHamming(dims + 1), nphd);
  }

  private static void setLength(byte[] row, int header, int length) {
    for (int i = 0; i < header; i++) {
      row[i] = (byte) (length >> (8 * i));
    }
  }

  private static byte[] code(byte[] row, int header) {
    int length = 0;
    for (int i = 0; i < header; i++) {
      length |= Byte.toUnsignedInt(row[i]) << (8 * i);
    }
    return Arrays.copyOfRange(row, header, header + length);
  }

  @Test
  void lengthsBeyondTheRowAreCut() {
    byte[] query = {(byte) 255, 1, 2};
    byte[] row = {(byte) 255, 1, 3};
    for (Kernel kernel : List.of(new SimdPrefixHamming(3), new PrefixHamming(3))) {
      kernel.query(MemorySegment.ofArray(query), 0);
      float[] out = new float[1];
      kernel.compareRange(MemorySegment.ofArray(row), 0, 3, 0, 1, out);
      assertEquals(1 / 16f, out[0]);
    }
  }

  @Test
  void places() {
    Random random = new Random(1);
    for (int i = 0; i < 300; i++) {
      Floats data = new Floats(2, random, false);
      place(data.query, random);
      for (float[] row : data.rows) {
        place(row, random);
      }
      float[] q = data.query;
      data.rows[0] = q.clone();
      data.rows[1] = new float[] {-q[0], q[1] > 0 ? q[1] - 180 : q[1] + 180};
      data.rows[2] = new float[] {q[0], -q[1]};
      float metres = (float) Math.exp(4 * random.nextGaussian()) / 111_000;
      data.rows[3] = new float[] {Math.max(-90, q[0] - metres), q[1]};
      data.check(new SimdHaversine(), new ScalarHaversine(), Formulas::haversine);
    }
  }

  private static void place(float[] place, Random random) {
    boolean polar = random.nextInt(8) == 0;
    place[0] = polar ? 90 * random.nextInt(-1, 2) : random.nextFloat(-90, 90);
    boolean edge = random.nextInt(8) == 0;
    place[1] = edge ? 180 * random.nextInt(-1, 3) : random.nextFloat(-180, 360);
  }

  /**
   * Products of which each overflows, or none: the twins' sums may become different infinities, or
   * NaN; metrics make one distance of them.
   */
  @ParameterizedTest
  @MethodSource("dims")
  void hugeFloats(int dims) {
    Random random = new Random(dims);
    float[][] vectors = new float[ROWS + 1][dims];
    for (float[] vector : vectors) {
      double scale = random.nextBoolean() ? 1e30 * Math.exp(19 * random.nextDouble()) : 1e-4;
      for (int i = 0; i < dims; i++) {
        vector[i] = (float) (random.nextInt(5) == 0 ? 0 : scale * random.nextDouble(-1, 1));
      }
    }
    Kernel cosine = new ScalarF32(dims, Preparation.UNIT, ScalarF32::cosine);
    assertTwins("ip", vectors, new SimdF32Dot(dims), scalar(dims, ScalarF32::dot));
    assertTwins("l2sq", vectors, new SimdF32SquaredL2(dims), scalar(dims, ScalarF32::squaredL2));
    assertTwins("cos", vectors, new SimdF32Cosine(dims), cosine);
  }

  /** Distances of the last vector to the others, as both twins compute them. */
  private static void assertTwins(String name, float[][] vectors, Kernel simd, Kernel scalar) {
    int dims = vectors[ROWS].length;
    MemorySegment rows = MemorySegment.ofArray(new int[ROWS * dims]);
    for (int r = 0; r < ROWS; r++) {
      MemorySegment.copy(vectors[r], 0, rows, F32Kernel.FLOAT, r * dims * 4L, dims);
    }
    float[][] distances = new float[2][ROWS];
    for (int twin = 0; twin < 2; twin++) {
      Kernel kernel = twin == 0 ? simd : scalar;
      kernel.query(MemorySegment.ofArray(vectors[ROWS]), 0);
      kernel.compareRange(rows, 0, dims * 4L, 0, ROWS, distances[twin]);
      Metrics.of(name, Encoding.F32, dims).toDistances(distances[twin], ROWS);
    }
    for (int r = 0; r < ROWS; r++) {
      float expected = distances[1][r];
      String what = name + " in " + dims + " dimensions, row " + r;
      assertTrue(expected > Float.NEGATIVE_INFINITY, what + ": " + expected);
      // What is lost where products cancel out.
      double size =
          name.equals("ip") ? -Formulas.ip(absolute(vectors[ROWS]), absolute(vectors[r])) : 1;
      double delta = expected < Float.POSITIVE_INFINITY ? 1e-5 * Math.max(1, size) : 0;
      assertEquals(expected, distances[0][r], delta, what);
    }
  }

  private static float[] absolute(float[] vector) {
    float[] absolute = new float[vector.length];
    for (int i = 0; i < vector.length; i++) {
      absolute[i] = Math.abs(vector[i]);
    }
    return absolute;
  }

  /** A query and rows of floats, some of them special. */
  private static final class Floats {
    final float[] query;
    final float[][] rows;

    Floats(int dims, Random random, boolean fromZero) {
      query = vector(dims, random, fromZero);
      rows = new float[ROWS][];
      for (int r = 0; r < ROWS; r++) {
        rows[r] = vector(dims, random, fromZero);
      }
      rows[0] = query.clone();
      rows[1] = new float[dims];
      Arrays.fill(rows[2], 0.3f);
      rows[3][random.nextInt(dims)] = query[0];
      if (dims % 7 == 0) {
        Arrays.fill(query, dims % 2);
      }
    }

    private static float[] vector(int dims, Random random, boolean fromZero) {
      float[] vector = new float[dims];
      for (int i = 0; i < dims; i++) {
        float x = random.nextInt(5) == 0 ? 0 : (float) random.nextGaussian();
        vector[i] = fromZero ? Math.abs(x) : x;
      }
      return vector;
    }

    void check(Kernel simd, Kernel scalar, Formulas.OfFloats formula) {
      check(simd, scalar, formula, v -> v);
    }

    void check(
        Kernel simd, Kernel scalar, Formulas.OfFloats formula, DoubleUnaryOperator distance) {
      int dims = query.length;
      try (Arena arena = Arena.ofConfined()) {
        // Each the slice of a longer row, at its end: nothing may be read behind it, nor depend on
        // alignment.
        int stride = 4 + dims * 4;
        MemorySegment segment = arena.allocate((long) ROWS * stride);
        for (int r = 0; r < ROWS; r++) {
          MemorySegment.copy(rows[r], 0, segment, F32Kernel.FLOAT, 4 + r * (long) stride, dims);
        }
        for (Kernel kernel : List.of(simd, scalar)) {
          kernel.query(MemorySegment.ofArray(query), 0);
          float[] values = KernelTest.check(kernel, segment, 4, stride);
          for (int r = 0; r < ROWS; r++) {
            double expected = formula.between(query, rows[r]);
            double delta = 1e-5 + 4e-6 * Math.max(Math.sqrt(dims), Math.abs(expected));
            String what = kernel.getClass() + ", " + dims + " dimensions, row " + r;
            assertEquals(expected, distance.applyAsDouble(values[r]), delta, what);
          }
        }
      }
    }
  }

  /** A query and rows of bytes, some of them special. */
  private static final class Bytes {
    final byte[] query;
    final byte[][] rows;

    Bytes(int dims, Random random) {
      query = new byte[dims];
      random.nextBytes(query);
      rows = new byte[ROWS][dims];
      for (byte[] row : rows) {
        random.nextBytes(row);
      }
      // Extremes: the products and differences that come closest to overflow.
      Arrays.fill(rows[0], (byte) -128);
      Arrays.fill(rows[1], (byte) 127);
      Arrays.fill(rows[2], (byte) 0);
      rows[3] = query.clone();
      if (dims % 3 > 0) {
        Arrays.fill(query, (byte) (dims % 3 == 1 ? -128 : 0));
      }
    }

    void check(Kernel simd, Kernel scalar, Formulas.OfBytes formula) {
      int dims = query.length;
      try (Arena arena = Arena.ofConfined()) {
        // Each the slice of a longer row, at its end, as above.
        int stride = 1 + dims;
        MemorySegment segment = arena.allocate((long) ROWS * stride);
        for (int r = 0; r < ROWS; r++) {
          MemorySegment.copy(
              rows[r], 0, segment, ValueLayout.JAVA_BYTE, 1 + r * (long) stride, dims);
        }
        for (Kernel kernel : List.of(simd, scalar)) {
          kernel.query(MemorySegment.ofArray(query), 0);
          float[] values = KernelTest.check(kernel, segment, 1, stride);
          for (int r = 0; r < ROWS; r++) {
            float expected = (float) formula.between(query, rows[r]);
            // Whole numbers are exact, and quotients of them but for their own rounding.
            float delta = expected == Math.rint(expected) ? 0 : Math.ulp(1f);
            assertEquals(expected, values[r], delta, kernel.getClass() + ", row " + r);
          }
        }
      }
    }
  }

  /** The values of all rows, of which every way to ask for them must give the same bits. */
  private static float[] check(Kernel kernel, MemorySegment rows, int start, int stride) {
    float[] all = new float[ROWS];
    kernel.compareRange(rows, start, stride, 0, ROWS, all);
    float[] listed = new float[ORDINALS.length];
    for (int count = 0; count <= ORDINALS.length; count++) {
      kernel.compare(rows, start, stride, ORDINALS, count, listed);
      for (int i = 0; i < count; i++) {
        assertEquals(all[ORDINALS[i]], listed[i], kernel + " listed " + i);
      }
    }
    for (int first = 0; first < ROWS; first++) {
      float[] range = new float[ROWS - first];
      kernel.compareRange(rows, start, stride, first, range.length, range);
      for (int i = 0; i < range.length; i++) {
        assertEquals(all[first + i], range[i], kernel + " range " + i);
      }
    }
    return all;
  }
}
