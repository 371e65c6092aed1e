package org.kith.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kernel against its definition in double or long arithmetic: the judge of both twins. */
class KernelTest {
  private static final int ROWS = 11;
  private static final int[] ORDINALS = {3, 0, 10, 7, 7, 1, 9, 2, 5};

  private record Subject(Kernel kernel, boolean squared) {}

  static Stream<Integer> dims() {
    return IntStream.concat(IntStream.rangeClosed(1, 140), IntStream.of(255, 256, 784, 1025, 4099))
        .boxed();
  }

  @ParameterizedTest
  @MethodSource("dims")
  void floats(int dims) {
    List<Subject> subjects =
        List.of(
            new Subject(new ScalarF32(dims, ScalarF32::dot), false),
            new Subject(new ScalarF32(dims, ScalarF32::squaredL2), true),
            new Subject(new SimdF32Dot(dims), false),
            new Subject(new SimdF32SquaredL2(dims), true));
    Random random = new Random(dims);
    float[] query = new float[dims];
    float[][] rows = new float[ROWS][dims];
    for (int i = 0; i < dims; i++) {
      query[i] = (float) random.nextGaussian();
      for (float[] row : rows) {
        row[i] = (float) random.nextGaussian();
      }
    }
    try (Arena arena = Arena.ofConfined()) {
      // An odd start: nothing may depend on alignment.
      MemorySegment segment = arena.allocate(ROWS * dims * 4L + 4).asSlice(4);
      for (int r = 0; r < ROWS; r++) {
        MemorySegment.copy(rows[r], 0, segment, F32Kernel.FLOAT, r * dims * 4L, dims);
      }
      for (Subject subject : subjects) {
        double[] expected = new double[ROWS];
        for (int r = 0; r < ROWS; r++) {
          for (int i = 0; i < dims; i++) {
            double d = subject.squared ? (double) query[i] - rows[r][i] : 0;
            expected[r] += subject.squared ? d * d : (double) query[i] * rows[r][i];
          }
        }
        subject.kernel.query(MemorySegment.ofArray(query), 0);
        check(subject.kernel, segment, dims * 4, expected, 1e-6 * dims + 1e-5);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dims")
  void bytes(int dims) {
    List<Subject> subjects =
        List.of(
            new Subject(new ScalarI8(dims, ScalarI8::dot), false),
            new Subject(new ScalarI8(dims, ScalarI8::squaredL2), true),
            new Subject(new SimdI8Dot(dims), false),
            new Subject(new SimdI8SquaredL2(dims), true));
    Random random = new Random(dims);
    byte[] query = new byte[dims];
    byte[][] rows = new byte[ROWS][dims];
    random.nextBytes(query);
    for (byte[] row : rows) {
      random.nextBytes(row);
    }
    // Extremes: the products and differences that come closest to overflow.
    Arrays.fill(rows[0], (byte) -128);
    Arrays.fill(rows[1], (byte) 127);
    if (dims % 2 == 0) {
      Arrays.fill(query, (byte) -128);
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment segment = arena.allocate(ROWS * (long) dims + 1).asSlice(1);
      for (int r = 0; r < ROWS; r++) {
        MemorySegment.copy(rows[r], 0, segment, ValueLayout.JAVA_BYTE, r * (long) dims, dims);
      }
      for (Subject subject : subjects) {
        double[] expected = new double[ROWS];
        for (int r = 0; r < ROWS; r++) {
          long sum = 0;
          for (int i = 0; i < dims; i++) {
            int d = query[i] - rows[r][i];
            sum += subject.squared ? d * d : query[i] * rows[r][i];
          }
          expected[r] = (float) sum;
        }
        subject.kernel.query(MemorySegment.ofArray(query), 0);
        check(subject.kernel, segment, dims, expected, 0);
      }
    }
  }

  private static void check(
      Kernel kernel, MemorySegment rows, int stride, double[] expected, double delta) {
    float[] listed = new float[ORDINALS.length];
    for (int count = 0; count <= ORDINALS.length; count++) {
      kernel.compare(rows, 0, stride, ORDINALS, count, listed);
      for (int i = 0; i < count; i++) {
        assertEquals(expected[ORDINALS[i]], listed[i], delta, kernel + " listed " + i);
      }
    }
    for (int first = 0; first < ROWS; first++) {
      float[] range = new float[ROWS - first];
      kernel.compareRange(rows, 0, stride, first, range.length, range);
      for (int i = 0; i < range.length; i++) {
        assertEquals(expected[first + i], range[i], delta, kernel + " range " + i);
        kernel.compare(rows, 0, stride, new int[] {first + i}, 1, listed);
        assertEquals(listed[0], range[i], "a value depends on the block it is computed in");
      }
    }
  }
}
