package org.kith.jmh;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.kith.kernel.Kernel;
import org.kith.kernel.Kernels;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Times one row of every kernel and its scalar twin: rows listed at random from a set that stays in
 * a core's cache, and rows in a range of a set that no cache holds. The main method tells the rate
 * at which rows are read.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1) // vector operations are very slow until all are compiled
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
public class KernelBenchmark {
  private static final String MODULE = "--add-modules=jdk.incubator.vector";
  private static final String SCALAR = "-Dkith.simd=false";
  private static final int BLOCK = 16;
  private static final int BLOCKS = 1024;
  private static final int CACHED_BYTES = 1 << 18;
  private static final int STREAMED_BYTES = 1 << 29;
  private static final long SEED = 11;

  /** Which kernel: all of them. */
  @Param public TimedKernel kernel;

  /** Components of a row; of haversine always 2. */
  @Param({"128", "1024"})
  public int dims;

  /** Whether all kernels were used before, as in a process with fields of all kinds. */
  @Param("false")
  public boolean mixed;

  private final float[] out = new float[BLOCK];
  private final int[][] blocks = new int[BLOCKS][BLOCK];
  private Kernel tested;
  private MemorySegment rows;
  private int stride;
  private int count;
  private int next;

  /** Fills the rows, and refuses to time one implementation for the other. */
  @Setup
  public void fill(BenchmarkParams params) {
    if (Kernels.simd() == params.getBenchmark().endsWith("Scalar")) {
      throw new IllegalStateException("vector instructions in use: " + Kernels.simd());
    }
    if (mixed) {
      useAll();
    }
    tested = kernel.over(dims);
    stride = kernel.stride(dims);
    count = (params.getBenchmark().contains("listed") ? CACHED_BYTES : STREAMED_BYTES) / stride;
    Random random = new Random(SEED);
    rows = rows(random, (long) count * stride);
    tested.query(rows, 0);
    for (int[] block : blocks) {
      for (int i = 0; i < BLOCK; i++) {
        block[i] = random.nextInt(count);
      }
    }
  }

  private void useAll() {
    MemorySegment some = Arena.ofAuto().allocate((long) BLOCK * dims * Float.BYTES, 64);
    int[] ordinals = new int[BLOCK];
    for (TimedKernel kind : TimedKernel.values()) {
      Kernel used = kind.over(dims);
      used.query(some, 0);
      for (int i = 0; i < 20_000; i++) {
        used.compare(some, 0, kind.stride(dims), ordinals, BLOCK, out);
        used.compareRange(some, 0, kind.stride(dims), 1, BLOCK - 1, out);
      }
    }
  }

  /** Random rows, repeated, because drawing a large set takes longer than timing it. */
  private MemorySegment rows(Random random, long bytes) {
    MemorySegment all = Arena.ofAuto().allocate(bytes, 64);
    long drawn = Math.min(bytes, CACHED_BYTES);
    for (long at = 0; at < drawn; at += Float.BYTES) {
      if (kernel.floats()) {
        all.set(ValueLayout.JAVA_FLOAT, at, random.nextFloat());
      } else {
        all.set(ValueLayout.JAVA_INT, at, random.nextInt());
      }
    }
    for (long at = drawn; at < bytes; at += drawn) {
      MemorySegment.copy(all, 0, all, at, Math.min(drawn, bytes - at));
    }
    if (kernel == TimedKernel.BIT_PREFIX_HAMMING) {
      // Codes that fill their rows.
      int header = Kernels.prefixHeaderBytes(stride);
      for (long row = 0; row + stride <= bytes; row += stride) {
        for (int i = 0; i < header; i++) {
          all.set(ValueLayout.JAVA_BYTE, row + i, (byte) ((stride - header) >> (8 * i)));
        }
      }
    }
    return all;
  }

  /** Listed rows, by vector instructions. */
  @Benchmark
  @OperationsPerInvocation(BLOCK)
  @Fork(value = 1, jvmArgsAppend = MODULE)
  public float[] listed() {
    next = (next + 1) % BLOCKS;
    tested.compare(rows, 0, stride, blocks[next], BLOCK, out);
    return out;
  }

  /** Listed rows, by the scalar twin. */
  @Benchmark
  @OperationsPerInvocation(BLOCK)
  @Fork(
      value = 1,
      jvmArgsAppend = {MODULE, SCALAR})
  public float[] listedScalar() {
    return listed();
  }

  /** Rows in a range, by vector instructions. */
  @Benchmark
  @OperationsPerInvocation(BLOCK)
  @Fork(value = 1, jvmArgsAppend = MODULE)
  public float[] range() {
    next = next + 2 * BLOCK > count ? 0 : next + BLOCK;
    tested.compareRange(rows, 0, stride, next, BLOCK, out);
    return out;
  }

  /** Rows in a range, by the scalar twin. */
  @Benchmark
  @OperationsPerInvocation(BLOCK)
  @Fork(
      value = 1,
      jvmArgsAppend = {MODULE, SCALAR})
  public float[] rangeScalar() {
    return range();
  }

  /** Runs all, with JMH's options, and prints gigabytes of rows per second. */
  public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
    OptionsBuilder options = new OptionsBuilder();
    options.parent(new CommandLineOptions(arguments)).include(KernelBenchmark.class.getName());
    Map<String, Double> rates = new TreeMap<>();
    for (RunResult result : new Runner(options.build()).run()) {
      rates.put(name(result.getParams()), rate(result));
    }
    System.out.printf(Locale.ROOT, "%n%-34s %8s %8s %8s%n", "kernel", "GB/s", "scalar", "ratio");
    rates.forEach((name, rate) -> {
      Double scalar = rates.get(name + " Scalar");
      if (scalar != null) {
        System.out.printf(
            Locale.ROOT, "%-34s %8.2f %8.2f %7.2fx%n", name, rate, scalar, rate / scalar);
      }
    });
  }

  private static String name(BenchmarkParams params) {
    String method = params.getBenchmark().substring(KernelBenchmark.class.getName().length() + 1);
    String access = method.replace("Scalar", "");
    return String.format(
        Locale.ROOT,
        "%s %s %4s%s",
        access,
        params.getParam("kernel"),
        params.getParam("dims"),
        method.equals(access) ? "" : " Scalar");
  }

  /** Bytes per nanosecond, which are gigabytes per second. */
  private static double rate(RunResult result) {
    BenchmarkParams params = result.getParams();
    int dims = Integer.parseInt(params.getParam("dims"));
    int bytes = TimedKernel.valueOf(params.getParam("kernel")).stride(dims);
    return bytes / result.getPrimaryResult().getScore();
  }
}
