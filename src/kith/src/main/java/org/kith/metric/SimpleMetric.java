package org.kith.metric;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.function.IntFunction;
import org.kith.kernel.Kernel;

/**
 * A user's metric that compares two arrays: copies rows out of memory, one by one. Generic over the
 * array.
 */
final class SimpleMetric<T> implements Metric {
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /** The user's function. */
  interface Distance<T> {
    float between(T query, T row);
  }

  private final String name;
  private final ValueLayout layout;
  private final int dims;
  private final IntFunction<T> allocate;
  private final Distance<T> distance;

  private SimpleMetric(
      String name, ValueLayout layout, int dims, IntFunction<T> allocate, Distance<T> distance) {
    this.name = name;
    this.layout = layout;
    this.dims = dims;
    this.allocate = allocate;
    this.distance = distance;
  }

  static Metric overFloats(String name, int dims, FloatDistance distance) {
    return new SimpleMetric<>(name, FLOAT, dims, float[]::new, distance::between);
  }

  static Metric overBytes(String name, int dims, ByteDistance distance) {
    return new SimpleMetric<>(name, ValueLayout.JAVA_BYTE, dims, byte[]::new, distance::between);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Kernel kernel() {
    return new ArrayKernel();
  }

  private final class ArrayKernel implements Kernel {
    private final T query = allocate.apply(dims);
    private final T row = allocate.apply(dims);

    @Override
    public void query(MemorySegment source, long offset) {
      MemorySegment.copy(source, layout, offset, query, 0, dims);
    }

    @Override
    public void compare(
        MemorySegment rows, long start, long stride, int[] ordinals, int count, float[] out) {
      for (int i = 0; i < count; i++) {
        out[i] = one(rows, start + ordinals[i] * stride);
      }
    }

    @Override
    public void compareRange(
        MemorySegment rows, long start, long stride, int first, int count, float[] out) {
      for (int i = 0; i < count; i++) {
        out[i] = one(rows, start + (first + i) * stride);
      }
    }

    private float one(MemorySegment rows, long at) {
      MemorySegment.copy(rows, layout, at, row, 0, dims);
      float value = distance.between(query, row);
      return Float.isNaN(value) ? Float.POSITIVE_INFINITY : value;
    }
  }
}
