package org.kith.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kith.kernel.Encoding;
import org.kith.spec.MetricSpec;

/** What scores promise: they fall with the distance, and turn back into it. */
class MetricScoreTest {
  /** Each with the range of its distances over 16 dimensions. */
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ip                             | F32 | -1e3 | 1e3
          dot                            | F32 | -1   | 1
          cos                            | F32 | 0    | 2
          l2sq                           | F32 | 0    | 1e3
          l1                             | F32 | 0    | 1e3
          linf                           | F32 | 0    | 1e3
          lp(3)                          | F32 | 0    | 1e3
          pearson                        | F32 | 0    | 2
          jsd                            | F32 | 0    | 0.6931472
          canberra                       | F32 | 0    | 16
          braycurtis                     | F32 | 0    | 1
          jaccard                        | F32 | 0    | 1
          weighted(ip[0:8]*1+l1[8:16]*2) | F32 | -1e3 | 1e3
          dot                            | I8  | -2.6e5 | 2.6e5
          l1                             | I8  | 0    | 4080
          hamming                        | I8  | 0    | 128
          tanimoto                       | I8  | 0    | 1
          jaccard                        | I8  | 0    | 1
          sorensen                       | I8  | 0    | 1
          nphd                           | I8  | 0    | 1
          """)
  void fallAndInvert(String name, Encoding encoding, float min, float max) {
    Metric metric = MetricSpec.parse(name).bind(Map.of(), encoding, 16);
    Random random = new Random(4);
    for (int i = 0; i < 100_000; i++) {
      float near = random.nextFloat(min, max);
      float far = random.nextFloat(min, max);
      if (near > far) {
        float swap = near;
        near = far;
        far = swap;
      }
      String what = name + " " + near + " " + far;
      float score = metric.score(near);
      assertTrue(score >= 0, what);
      assertTrue(metric.score(far) <= score, what);
      // As far as floats can tell: scores of up to 1 end at 2^-24, and near the end of a range
      // that is divided by a large number so do distances.
      boolean clear = far - near > 1e-6 * Math.max(max, far * far);
      assertTrue(!clear || metric.score(far) < score, what);
      assertEquals(near, metric.distance(score), 1e-6 * Math.max(max, near * near), what);
      assertTrue(metric.bound(score) >= near, what);
      assertEquals(near, metric.bound(score), 2e-6 * Math.max(max, near * near), what);
    }
    assertEquals(Float.POSITIVE_INFINITY, metric.bound(0));
    assertEquals(Float.POSITIVE_INFINITY, metric.bound(Float.NEGATIVE_INFINITY));
  }

  @Test
  void scoresTellPlacesOfOneTownApart() {
    Metric metric = Metrics.of("haversine", Encoding.F32, 2);
    Random random = new Random(5);
    assertEquals(1, metric.score(0));
    assertEquals(0, metric.distance(1));
    for (int i = 0; i < 100_000; i++) {
      float near = (float) Earth.angle(Math.exp(random.nextDouble(0, Math.log(20e6))));
      float far = near * (1 + 1e-6f);
      assertTrue(metric.score(far) < metric.score(near));
      assertEquals(near, metric.distance(metric.score(near)), 1e-6 * near);
      assertTrue(metric.bound(metric.score(near)) >= near);
      assertEquals(near, metric.bound(metric.score(near)), 2e-6 * near);
    }
    assertEquals(Float.POSITIVE_INFINITY, metric.bound(0));
  }

  @Test
  void infinitelyFarScoresNothing() {
    for (String name : new String[] {"l1", "linf", "lp(3)", "l2sq", "ip", "haversine"}) {
      int dims = name.equals("haversine") ? 2 : 3;
      Metric metric = MetricSpec.parse(name).bind(Map.of(), Encoding.F32, dims);
      assertEquals(0, metric.score(Float.POSITIVE_INFINITY), name);
      assertEquals(Double.POSITIVE_INFINITY, metric.distance(0), name);
    }
  }

  @Test
  void metresAndAngles() {
    // A degree of latitude.
    assertEquals(111_195, Earth.metres(Math.toRadians(1)), 0.1);
    assertEquals(Math.PI, Earth.angle(Earth.metres(Math.PI)), 1e-15);
  }
}
