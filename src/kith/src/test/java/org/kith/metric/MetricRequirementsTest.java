package org.kith.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kith.kernel.Encoding;
import org.kith.metric.Metric.Family;
import org.kith.spec.MetricSpec;

/** What metrics refuse, and with which words; and what they promise to others. */
class MetricRequirementsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          haversine | F32 | 3 | metric 'haversine' needs 2 dimensions, got 3
          haversine | I8  | 2 | metric 'haversine' compares float vectors, these are I8
          lp(3)     | I8  | 2 | metric 'lp(3)' compares float vectors, these are I8
          tanimoto  | F32 | 8 | metric 'tanimoto' compares byte vectors, these are F32
          nphd      | I8  | 1 | metric 'nphd' needs 2 or more dimensions, got 1
          weighted(cos[0:4]*1+l1[4:9]*1) | F32 | 8 | \
          metric 'weighted(cos[0:4]*1+l1[4:9]*1)': slice [4:9] is not one of 8 dimensions
          weighted(haversine[0:3]*1) | F32 | 8 | metric 'haversine' needs 2 dimensions, got 3
          """)
  void vectorsOfAnotherShape(String name, Encoding encoding, int dims, String message) {
    MetricSpec spec = MetricSpec.parse(name);
    refuses(message, () -> spec.bind(Map.of(), encoding, dims));
  }

  @Test
  void placesThatAreNowhere() {
    Metric metric = Metrics.of("haversine", Encoding.F32, 2);
    metric.check(new float[] {-90, 360});
    refuses(
        "haversine: latitude must be -90 to 90, got 90.1",
        () -> metric.check(new float[] {90.1f, 0}));
    refuses(
        "haversine: latitude must be -90 to 90, got NaN",
        () -> metric.check(new float[] {Float.NaN, 0}));
    refuses(
        "haversine: longitude must be -180 to 360, got -181.0",
        () -> metric.check(new float[] {0, -181}));
  }

  @ParameterizedTest
  @CsvSource({"jsd", "braycurtis", "jaccard"})
  void componentsBelowZero(String name) {
    Metric metric = Metrics.of(name, Encoding.F32, 3);
    metric.check(new float[] {0, -0f, 1});
    refuses(
        name + ": all components must be at least 0, got -1.5 at 2",
        () -> metric.check(new float[] {0, 1, -1.5f}));
  }

  @Test
  void slicesAreChecked() {
    Metric metric =
        MetricSpec.parse("weighted(cos[0:2]*1+jsd[2:4]*1)").bind(Map.of(), Encoding.F32, 4);
    metric.check(new float[] {-1, -1, 0, 0});
    refuses(
        "jsd: all components must be at least 0, got -1.0 at 1",
        () -> metric.check(new float[] {0, 0, 0, -1}));
  }

  @Test
  void codesThatDoNotFit() {
    Metric metric = Metrics.of("nphd", Encoding.I8, 5);
    metric.check(new byte[] {4, 1, 2, 3, 4});
    refuses(
        "nphd: a vector of 5 bytes holds codes of up to 4 bytes, but begins with the length 5",
        () -> metric.check(new byte[] {5, 1, 2, 3, 4}));
    refuses(
        "nphd: only zeros may follow the code of 2 bytes, got 3 at 3",
        () -> metric.check(new byte[] {2, 1, 2, 3, 0}));
    refuses(
        "nphd: a vector of 5 bytes holds codes of up to 4 bytes, got 5",
        () -> PrefixCodes.pack(new byte[5], 5));
  }

  @Test
  void codesComeBack() {
    Random random = new Random(1);
    for (int dims : new int[] {2, 33, 255, 256, 257, 65_537, 65_538, 70_000}) {
      for (int i = 0; i < 20; i++) {
        byte[] code = new byte[i == 0 ? 0 : random.nextInt(PrefixCodes.capacity(dims)) + 1];
        random.nextBytes(code);
        assertArrayEquals(code, PrefixCodes.unpack(PrefixCodes.pack(code, dims)));
      }
    }
    assertArrayEquals(new byte[] {2, 8, 9, 0}, PrefixCodes.pack(new byte[] {8, 9}, 4));
    assertEquals(255, PrefixCodes.capacity(256));
    assertEquals(255, PrefixCodes.capacity(257));
    assertEquals(65_535, PrefixCodes.capacity(65_537));
  }

  @ParameterizedTest
  @CsvSource({
    "l2sq,SQUARED_L2",
    "lp(2),SQUARED_L2",
    "ip,INNER_PRODUCT",
    "dot,INNER_PRODUCT",
    "cos,COSINE",
    "lp(3),OTHER",
    "l1,OTHER",
    "pearson,OTHER",
    "weighted(cos[0:2]*1),OTHER"
  })
  void families(String name, Family family) {
    assertEquals(family, MetricSpec.parse(name).bind(Map.of(), Encoding.F32, 2).family());
  }

  private static void refuses(String message, Executable step) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, step).getMessage());
  }
}
