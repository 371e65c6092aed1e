package org.kith.tools.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CurveTest {
  @Test
  void interpolatesLogarithms() {
    Curve curve = curve(point(0.90, 10_000), point(1.00, 100));
    assertEquals(10_000, curve.qpsAt(0.90), 1e-6);
    assertEquals(1_000, curve.qpsAt(0.95), 1e-6);
    assertEquals(100, curve.qpsAt(1.00), 1e-6);
    assertEquals(100, curve.visitedAt(0.90), 1e-6);
    assertEquals(1_000, curve.visitedAt(0.95), 1e-6);
  }

  @Test
  void nothingBeyondTheLastPoint() {
    assertNull(curve(point(0.90, 10), point(0.94, 5)).qpsAt(0.95));
    assertNull(curve(point(0.90, 10), point(0.94, 5)).visitedAt(0.95));
  }

  @Test
  void theFirstPointServesLowerRecalls() {
    assertEquals(10, curve(point(0.97, 10), point(0.99, 5)).qpsAt(0.90));
  }

  @Test
  void pointsThatOthersBeatDoNotCount() {
    Curve curve = curve(point(0.90, 100), point(0.93, 20), point(0.92, 30), point(0.96, 50));
    assertEquals(Math.sqrt(100 * 50), curve.qpsAt(0.93), 1e-6);
    assertEquals(2, curve.front().size());
  }

  @Test
  void spreadIsTheTypicalOne() {
    Curve curve =
        curve(
            new Curve.Point(10, 0.9, 1, 100, 90, 110),
            new Curve.Point(20, 0.95, 1, 50, 49, 51),
            new Curve.Point(40, 0.99, 1, 20, 0, 40));
    assertEquals(0.1, curve.spread(), 1e-9);
  }

  private static Curve.Point point(double recall, double qps) {
    return new Curve.Point(10, recall, 1e6 / qps, qps, qps, qps);
  }

  private static Curve curve(Curve.Point... points) {
    return new Curve(Arrays.asList(points));
  }
}
