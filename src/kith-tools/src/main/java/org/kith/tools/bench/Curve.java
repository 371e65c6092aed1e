package org.kith.tools.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Recall, work and queries per second of one contender, a point for each breadth of search. */
record Curve(List<Point> points) {

  /**
   * One breadth.
   *
   * @param visited mean number of vectors scored for a query
   * @param qps median of the rounds
   */
  record Point(int ef, double recall, double visited, double qps, double qpsMin, double qpsMax) {}

  /**
   * Queries per second at a recall, between the measured points on the line of log(QPS) over
   * recall; null where no point reaches it. Where all points exceed it, the fastest point's: the
   * breadth cannot be less.
   */
  Double qpsAt(double recall) {
    return at(recall, Point::qps);
  }

  /** Vectors scored for a query at a recall, found between the same points in the same way. */
  Double visitedAt(double recall) {
    return at(recall, Point::visited);
  }

  private Double at(double recall, ToDoubleFunction<Point> what) {
    List<Point> front = front();
    Point above = null;
    for (Point point : front) {
      if (point.recall() < recall) {
        return above == null ? null : between(point, above, recall, what);
      }
      above = point;
    }
    return above == null ? null : what.applyAsDouble(above);
  }

  /** The points that no other beats in both recall and speed, best recall first. */
  List<Point> front() {
    List<Point> sorted = new ArrayList<>(points);
    sorted.sort(
        Comparator.comparingDouble(Point::recall).thenComparingDouble(Point::qps).reversed());
    List<Point> front = new ArrayList<>();
    for (Point point : sorted) {
      if (front.isEmpty() || point.qps() > front.getLast().qps()) {
        front.add(point);
      }
    }
    return front;
  }

  private static double between(
      Point below, Point above, double recall, ToDoubleFunction<Point> what) {
    double share = (recall - below.recall()) / (above.recall() - below.recall());
    double low = Math.log(what.applyAsDouble(below));
    double high = Math.log(what.applyAsDouble(above));
    return Math.exp((1 - share) * low + share * high);
  }

  /** The typical distance of a round from the median, as a share of it. */
  double spread() {
    double[] spreads =
        points.stream()
            .mapToDouble(point -> (point.qpsMax() - point.qpsMin()) / 2 / point.qps())
            .sorted()
            .toArray();
    return spreads[spreads.length / 2];
  }
}
