package org.kith.tools.bench;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.kith.tools.data.DataSet;
import org.kith.tools.data.Row;

/**
 * What the speed of an exact scan is measured by, in bytes a second of all threads together.
 *
 * @param bytes of the vectors that a scan compares
 * @param sameBytes of reading as many bytes again and again and doing nothing but adding them up
 * @param memory of reading more than caches hold
 * @param loop of a plain loop over vectors in Java arrays, by the metric's definition
 */
record Yardstick(long bytes, double sameBytes, double memory, double loop) {
  /** More than the caches of most machines. */
  static final int MEMORY_BYTES = 256 << 20;

  private static final int SAMPLES = 5;
  private static final long SAMPLE_NANOS = 200_000_000;
  private static final int MAX_ROWS_BYTES = 64 << 20;

  /** Written, so that no sum is left out. */
  private static final AtomicLong SINK = new AtomicLong();

  /** One pass over some bytes. */
  private interface Pass {
    void run();
  }

  /** Measures with as many threads as search. */
  static Yardstick measure(FieldData fields, int threads) throws IOException {
    long bytes = (long) fields.count() * fields.rowBytes();
    long[] numbers = new long[MEMORY_BYTES / Long.BYTES];
    int same = (int) Math.min(MEMORY_BYTES, bytes) / Long.BYTES;
    double sameBytes = rate(threads, (long) same * Long.BYTES, () -> read(numbers, same));
    double memory = rate(threads, MEMORY_BYTES, () -> read(numbers, numbers.length));
    return new Yardstick(bytes, sameBytes, memory, loop(fields, threads));
  }

  private static double loop(FieldData fields, int threads) throws IOException {
    DataSet data = fields.data();
    Row query = data.queries().rows(0, 1)[0];
    Row[] rows =
        data.base().rows(0, Math.min(data.base().count(), MAX_ROWS_BYTES / fields.rowBytes()));
    return rate(
        threads,
        (long) rows.length * fields.rowBytes(),
        () -> {
          double sum = 0;
          for (Row row : rows) {
            sum += data.metric().distance(query, row);
          }
          SINK.addAndGet((long) sum);
        });
  }

  private static void read(long[] numbers, int count) {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      sum += numbers[i];
    }
    SINK.addAndGet(sum);
  }

  /** The median of samples; one more before them is for the compiler. */
  private static double rate(int threads, long bytes, Pass pass) throws IOException {
    double[] rates = new double[SAMPLES];
    for (int i = -1; i < SAMPLES; i++) {
      AtomicLong passes = new AtomicLong();
      long start = System.nanoTime();
      Parallel.run(
          threads,
          () -> {
            do {
              pass.run();
              passes.incrementAndGet();
            } while (System.nanoTime() - start < SAMPLE_NANOS);
          });
      double seconds = (System.nanoTime() - start) / 1e9;
      if (i >= 0) {
        rates[i] = passes.get() * (double) bytes / seconds;
      }
    }
    Arrays.sort(rates);
    return rates[SAMPLES / 2];
  }
}
