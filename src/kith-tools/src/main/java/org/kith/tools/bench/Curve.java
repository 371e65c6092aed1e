package org.kith.tools.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Recall and queries per second of one contender, a point for each breadth of search. */
record Curve(List<Point> points) {

  /**
   * One breadth.
   *
   * @param qps median of the rounds
   */
  record Point(int ef, double recall, double qps, double qpsMin, double qpsMax) {}

  /**
   * Queries per second at a recall, between the measured points on the line of log(QPS) over
   * recall; null where no point reaches it. Where all points exceed it, the fastest point's: the
   * breadth cannot be less.
   */
  Double qpsAt(double recall) {
    List<Point> front = front();
    Point above = null;
    for (Point point : front) {
      if (point.recall() < recall) {
        return above == null ? null : between(point, above, recall);
      }
      above = point;
    }
    return above == null ? null : above.qps();
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

  private static double between(Point below, Point above, double recall) {
    double share = (recall - below.recall()) / (above.recall() - below.recall());
    return Math.exp((1 - share) * Math.log(below.qps()) + share * Math.log(above.qps()));
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
