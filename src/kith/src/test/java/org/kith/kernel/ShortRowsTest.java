package org.kith.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kith.metric.Binding;
import org.kith.metric.KernelScorer;
import org.kith.metric.Metric;
import org.kith.spec.MetricSpec;

/** Short rows are compared in place, by the kernels that can, and give the bits of plain rows. */
class ShortRowsTest {
  private static final int ROWS = 11;
  private static final int[] ORDINALS = {3, 0, 10, 7, 7, 1, 9, 2, 5};
  private static final List<String> METRICS = List.of("l2sq", "ip", "dot");

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 8, 15, 16, 17, 31, 32, 33, 100, 128, 384, 784, 1025})
  void sameBits(int dims) {
    Random random = new Random(dims);
    for (RowForm form : RowForm.values()) {
      for (String metric : METRICS) {
        check(metric(metric, dims), form, dims, random);
      }
    }
  }

  private static Metric metric(String spec, int dims) {
    return MetricSpec.parse(spec).bind(Map.of(), Encoding.F32, dims);
  }

  private static void check(Metric metric, RowForm form, int dims, Random random) {
    try (Arena arena = Arena.ofConfined()) {
      int start = 3;
      MemorySegment plain = arena.allocate(start + (long) ROWS * dims * Float.BYTES);
      // At the end of memory: nothing may be read behind it.
      int stride = dims * form.bytes(Encoding.F32);
      MemorySegment rows = arena.allocate(start + (long) ROWS * stride);
      for (int r = 0; r < ROWS; r++) {
        float[] vector = vector(dims, form, random);
        RowForm.PLAIN.write(vector, plain.asSlice(start + (long) r * dims * Float.BYTES));
        form.write(vector, rows.asSlice(start + (long) r * stride));
      }
      Kernel expected = metric.kernel();
      Kernel actual = metric.kernel();
      boolean takes = actual.takes(form);
      boolean loads = form != RowForm.U8 || SimdWidening.HAS_BYTES;
      assertEquals(form == RowForm.PLAIN || (Kernels.simd() && loads), takes, metric.name());
      if (!takes) {
        return;
      }
      MemorySegment query = MemorySegment.ofArray(vector(dims, form, random));
      expected.query(query, 0);
      actual.query(query, 0);
      assertArrayEquals(
          values(expected, plain, start, dims * Float.BYTES),
          values(actual, rows, start, stride),
          metric.name() + " over " + form + ", " + dims + " dimensions");
      assertTrue(actual.takes(RowForm.PLAIN));
      assertArrayEquals(
          values(expected, plain, start, dims * Float.BYTES),
          values(actual, plain, start, dims * Float.BYTES));
    }
  }

  private static float[] vector(int dims, RowForm form, Random random) {
    float[] vector = new float[dims];
    for (int i = 0; i < dims; i++) {
      vector[i] =
          switch (form) {
            case U8 -> random.nextInt(256);
            case F16 -> Float.float16ToFloat(Float.floatToFloat16(random.nextFloat()));
            case PLAIN -> random.nextFloat();
          };
    }
    return vector;
  }

  private static float[] values(Kernel kernel, MemorySegment rows, int start, int stride) {
    float[] all = new float[ROWS + ORDINALS.length];
    float[] listed = new float[ORDINALS.length];
    kernel.compareRange(rows, start, stride, 0, ROWS, all);
    kernel.compare(rows, start, stride, ORDINALS, ORDINALS.length, listed);
    System.arraycopy(listed, 0, all, ROWS, listed.length);
    return all;
  }

  /** A user's kernel gets plain rows, a block at a time. */
  @Test
  void widenedForOthers() throws IOException {
    int dims = 33;
    Random random = new Random(dims);
    Binding binding = new Binding("mine", Encoding.F32, dims);
    Metric user =
        binding.overFloats((query, row) -> {
          float sum = 0;
          for (int i = 0; i < query.length; i++) {
            sum += Math.abs(query[i] - row[i]);
          }
          return sum;
        });
    for (RowForm form : RowForm.values()) {
      float[][] vectors = new float[ROWS][];
      byte[] bytes = new byte[ROWS * dims * form.bytes(Encoding.F32)];
      MemorySegment stored = MemorySegment.ofArray(bytes);
      for (int r = 0; r < ROWS; r++) {
        vectors[r] = vector(dims, form, random);
        form.write(vectors[r], stored.asSlice((long) r * dims * form.bytes(Encoding.F32)));
      }
      Rows rows = form.floats(Rows.of(stored, ROWS, dims * form.bytes(Encoding.F32)));
      float[] query = vector(dims, form, random);
      for (Metric metric : new Metric[] {user, metric("l1", dims)}) {
        Kernel kernel = metric.kernel();
        kernel.query(MemorySegment.ofArray(query), 0);
        float[] distances = new float[ROWS];
        new KernelScorer(kernel, rows).scoreRange(0, ROWS, distances);
        for (int r = 0; r < ROWS; r++) {
          float sum = 0;
          for (int i = 0; i < dims; i++) {
            sum += Math.abs(query[i] - vectors[r][i]);
          }
          assertEquals(sum, distances[r], 1e-5 * sum, form + " " + r);
        }
      }
    }
  }
}
