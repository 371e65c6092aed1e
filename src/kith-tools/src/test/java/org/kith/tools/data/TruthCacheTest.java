package org.kith.tools.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TruthCacheTest {
  private static final Vectors BASE =
      Vectors.of(new float[][] {{5, 1}, {1, 1}, {3, 1}, {1, 1}, {0, 1}});
  private static final Vectors QUERIES = Vectors.of(new float[][] {{1, 1}, {6, 1}});

  @TempDir private Path folder;

  @Test
  void nearestFirstAndEqualOnesByOrdinal() throws IOException {
    int[][] truth = complete(new DataSet("d", Metric.L2SQ, BASE, QUERIES, null), 5).truth();
    assertArrayEquals(new int[][] {{1, 3, 4, 2, 0}, {0, 2, 1, 3, 4}}, truth);
  }

  @Test
  void everyMetricHasItsOwnNeighbours() throws IOException {
    DataSet ip = complete(new DataSet("d", Metric.IP, BASE, QUERIES, null), 2);
    assertArrayEquals(new int[] {0, 2, 1, 3, 4}, ip.truth()[0]);
    DataSet cos = complete(new DataSet("d", Metric.COS, BASE, QUERIES, null), 2);
    assertArrayEquals(new int[] {1, 3, 2, 0, 4}, cos.truth()[0]);
  }

  @Test
  void bitsHaveNeighbours() throws IOException {
    Vectors base = Vectors.ofBits(new byte[][] {{0x0F}, {(byte) 0xF0}, {0x07}, {0x0F}});
    Vectors queries = Vectors.ofBits(new byte[][] {{0x0F}, {0x01}});
    DataSet data = new DataSet("d", Metric.named("tanimoto"), base, queries, null);
    assertArrayEquals(new int[][] {{0, 3, 2, 1}, {2, 0, 3, 1}}, complete(data, 4).truth());
    DataSet hamming = data.under(Metric.named("hamming"));
    assertArrayEquals(new int[] {2, 0, 3, 1}, complete(hamming, 4).truth()[1]);
  }

  @Test
  void saysWhatAMetricCannotCompare() {
    DataSet data = new DataSet("d", Metric.named("hamming"), BASE, QUERIES, null);
    IOException e = assertThrows(IOException.class, () -> complete(data, 2));
    assertEquals("d: metric 'hamming' compares packed bits, these are f32", e.getMessage());
  }

  @Test
  void computesOnce() throws IOException {
    DataSet data = new DataSet("d", Metric.L2SQ, BASE, QUERIES, null);
    AtomicInteger computed = new AtomicInteger();
    TruthCache cache = new TruthCache(folder);
    int[][] first = cache.complete(data, 2, computed::addAndGet).truth();
    assertEquals(2, computed.get());
    assertArrayEquals(first, cache.complete(data, 3, computed::addAndGet).truth());
    assertEquals(2, computed.get());
    cache.complete(data.limit(4), 2, computed::addAndGet);
    assertEquals(4, computed.get(), "other rows, other neighbours");
  }

  @Test
  void trustsTheTruthThatIsGiven() throws IOException {
    int[][] given = {{4, 3}, {2, 1}};
    DataSet data = new DataSet("d", Metric.L2SQ, BASE, QUERIES, given);
    assertArrayEquals(given, complete(data, 2).truth());
    assertEquals(5, complete(data, 3).truth()[0].length, "not enough for k 3");
    assertEquals(4, complete(data.limit(4), 2).truth()[0].length, "rows are gone");
  }

  @Test
  void moreNeighboursThanVectors() {
    DataSet data = new DataSet("d", Metric.L2SQ, BASE, QUERIES, null);
    assertThrows(IOException.class, () -> complete(data, 6));
  }

  private DataSet complete(DataSet data, int k) throws IOException {
    return new TruthCache(folder).complete(data, k, done -> {});
  }
}
