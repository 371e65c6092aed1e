package org.kith.tools.bench;

import org.kith.tools.data.DataSet;

/**
 * What was measured of one contender on one data set.
 *
 * @param label the spec, and how its index was built where that differs between contenders
 * @param scannedBytes of vectors that every query is compared with; 0 where a graph is searched
 * @param coldStart how soon it answers
 * @param fresh the curve of an index of the same rows built in one go; null without a life
 */
record Result(
    DataSet data,
    String spec,
    String label,
    BuildPlan plan,
    BuildFigures build,
    SearchPlan search,
    Curve curve,
    long scannedBytes,
    ColdStart coldStart,
    Curve fresh) {
  /** Of an exact scan; 0 of others. */
  double scannedBytesPerSecond() {
    return curve.points().getFirst().qps() * scannedBytes;
  }

  /** Queries per second as a share of the fresh index's; null where one misses the recall. */
  Double ratioToFresh(double recall) {
    Double qps = curve.qpsAt(recall);
    Double freshQps = fresh.qpsAt(recall);
    return qps == null || freshQps == null ? null : Double.valueOf(qps / freshQps);
  }
}
