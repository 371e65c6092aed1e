package org.kith.tools.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kith.tools.data.DataSet;
import org.kith.tools.data.Metric;
import org.kith.tools.data.Vectors;

class ComparisonTest {
  @TempDir private Path folder;

  @Test
  void aLineForEachSpec() throws IOException {
    Vectors vectors = Vectors.of(randomRows(900, 6));
    DataSet data =
        new DataSet("random", Metric.COS, vectors.range(0, 800), vectors.range(800, 900), null);
    List<Comparison.Line> lines =
        Comparison.run(data, List.of("lucene-hnsw", "HNSW16,Flat"), folder, 1);
    assertEquals(
        List.of("lucene-hnsw", "HNSW16,Flat"), lines.stream().map(Comparison.Line::spec).toList());
    for (Comparison.Line line : lines) {
      assertTrue(line.recall() > 0.99, line.toString());
      assertTrue(line.qpsAtRecall() >= line.qps(), line.toString());
      assertTrue(line.bytesOnDisk() > 800 * 6 * 4, line.toString());
    }
  }

  private static float[][] randomRows(int count, int dims) {
    Random random = new Random(3);
    float[][] rows = new float[count][dims];
    for (float[] row : rows) {
      for (int i = 0; i < dims; i++) {
        row[i] = (float) random.nextGaussian();
      }
    }
    return rows;
  }
}
