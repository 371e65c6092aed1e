package org.kith.tools.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;

/**
 * How soon an index answers that was not open: a fresh reader over files that the system has
 * dropped from memory, if it lets itself be told, in this process, whose code is compiled. Medians.
 *
 * @param ef breadth of the queries: the first measured one that reaches recall {@value #RECALL}, or
 *     else the last
 * @param queries at most 100, each another
 * @param firstMillis from the beginning of opening to the answer to the first query
 * @param allMillis to the answer to the last
 * @param dropped whether the files had to be read from the disk
 */
record ColdStart(int ef, int queries, double firstMillis, double allMillis, boolean dropped) {
  private static final double RECALL = 0.95;
  private static final int MOST_QUERIES = 100;

  /**
   * Measures an index that nobody has open.
   *
   * @param k documents a query asks for
   * @param curve that it was measured to have
   */
  static ColdStart measure(
      Contender contender, Target[] targets, Path folder, int k, Curve curve, int rounds)
      throws IOException {
    int ef =
        curve.points().stream()
            .filter(point -> point.recall() >= RECALL)
            .findFirst()
            .orElse(curve.points().getLast())
            .ef();
    int queries = Math.min(MOST_QUERIES, targets.length);
    double[] first = new double[rounds];
    double[] all = new double[rounds];
    boolean dropped = true;
    for (int round = 0; round < rounds; round++) {
      dropped &= PageCache.drop(folder);
      long start = System.nanoTime();
      try (Directory directory = new MMapDirectory(folder);
          DirectoryReader reader = DirectoryReader.open(directory)) {
        IndexSearcher searcher = new IndexSearcher(reader);
        for (int i = 0; i < queries; i++) {
          searcher.search(contender.query(targets[i], k, ef), k);
          if (i == 0) {
            first[round] = (System.nanoTime() - start) / 1e6;
          }
        }
        all[round] = (System.nanoTime() - start) / 1e6;
      }
    }
    return new ColdStart(ef, queries, median(first), median(all), dropped);
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }
}
