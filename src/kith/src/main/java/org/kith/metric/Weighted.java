package org.kith.metric;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import org.kith.kernel.Encoding;
import org.kith.kernel.Kernel;

/**
 * {@code weighted(...)}: the weighted mean of distances over slices of the vector, for vectors
 * joined from several models; score {@code 1 / (1 + d)} for positive distances, {@code 1 - d} for
 * others.
 */
record Weighted(String name, Encoding encoding, List<Slice> slices) implements Metric {
  /**
   * Some dimensions, how they are compared, and how much that counts.
   *
   * @param metric bound to {@code to - from} dimensions
   * @param from first dimension
   * @param to behind the last dimension
   * @param weight above 0
   */
  record Slice(Metric metric, int from, int to, double weight) {}

  @Override
  public Kernel kernel() {
    return new SliceKernel(this);
  }

  @Override
  public float slack() {
    float most = 1;
    for (Slice slice : slices) {
      most = Math.max(most, slice.metric.slack());
    }
    return most;
  }

  /** Infinitely near in one slice and infinitely far in another is far. */
  @Override
  public void toDistances(float[] values, int count) {
    for (int i = 0; i < count; i++) {
      values[i] = Float.isNaN(values[i]) ? Float.POSITIVE_INFINITY : values[i];
    }
  }

  @Override
  public void check(float[] vector) {
    for (Slice slice : slices) {
      slice.metric.check(Arrays.copyOfRange(vector, slice.from, slice.to));
    }
  }

  @Override
  public void check(byte[] vector) {
    for (Slice slice : slices) {
      slice.metric.check(Arrays.copyOfRange(vector, slice.from, slice.to));
    }
  }

  private static final class SliceKernel implements Kernel {
    private final Metric[] metrics;
    private final Kernel[] kernels;
    private final long[] starts;
    private final float[] weights;
    private float[] distances = new float[0];

    SliceKernel(Weighted weighted) {
      List<Slice> slices = weighted.slices;
      double all = slices.stream().mapToDouble(Slice::weight).sum();
      metrics = new Metric[slices.size()];
      kernels = new Kernel[slices.size()];
      starts = new long[slices.size()];
      weights = new float[slices.size()];
      for (int i = 0; i < kernels.length; i++) {
        metrics[i] = slices.get(i).metric;
        kernels[i] = metrics[i].kernel();
        starts[i] = (long) slices.get(i).from * weighted.encoding.bytes();
        // Never 0: a slice that is infinitely far must stay so.
        weights[i] = Math.max((float) (slices.get(i).weight / all), Float.MIN_NORMAL);
      }
    }

    @Override
    public void query(MemorySegment source, long offset) {
      for (int i = 0; i < kernels.length; i++) {
        kernels[i].query(source, offset + starts[i]);
      }
    }

    @Override
    public void compare(
        MemorySegment rows, long start, long stride, int[] ordinals, int count, float[] out) {
      begin(count, out);
      for (int i = 0; i < kernels.length; i++) {
        kernels[i].compare(rows, start + starts[i], stride, ordinals, count, distances);
        add(i, count, out);
      }
    }

    @Override
    public void compareRange(
        MemorySegment rows, long start, long stride, int first, int count, float[] out) {
      begin(count, out);
      for (int i = 0; i < kernels.length; i++) {
        kernels[i].compareRange(rows, start + starts[i], stride, first, count, distances);
        add(i, count, out);
      }
    }

    private void begin(int count, float[] out) {
      if (distances.length < count) {
        distances = new float[count];
      }
      Arrays.fill(out, 0, count, 0);
    }

    private void add(int slice, int count, float[] out) {
      metrics[slice].toDistances(distances, count);
      for (int i = 0; i < count; i++) {
        out[i] += weights[slice] * distances[i];
      }
    }
  }
}
