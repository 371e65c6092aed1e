package org.kith.tools.bench;

import java.util.List;
import java.util.Map;

/**
 * What building an index cost, and what came of it.
 *
 * @param steps one; of a life the first half, then its generations
 * @param openMillis median of opening a reader
 * @param bytesByExtension bytes on disk by extension of the files
 */
record BuildFigures(
    List<BuildStep> steps,
    double openMillis,
    int segments,
    long bytesOnDisk,
    Map<String, Long> bytesByExtension) {
  double indexSeconds() {
    return steps.stream().mapToDouble(BuildStep::indexSeconds).sum();
  }

  double mergeSeconds() {
    return steps.stream().mapToDouble(BuildStep::mergeSeconds).sum();
  }

  double seconds() {
    return indexSeconds() + mergeSeconds();
  }

  double cpuSeconds() {
    return steps.stream().mapToDouble(BuildStep::cpuSeconds).sum();
  }

  /** Over all steps. */
  long peakHeapBytes() {
    return steps.stream().mapToLong(BuildStep::peakHeapBytes).max().orElse(0);
  }

  /** Of the forced merge that took most. */
  long mergeHeapBytes() {
    return steps.stream().mapToLong(BuildStep::mergeHeapBytes).max().orElse(0);
  }

  double addedPerSecond() {
    return steps.stream().mapToInt(BuildStep::added).sum() / indexSeconds();
  }

  /** The steps behind the first. */
  List<BuildStep> generations() {
    return steps.subList(1, steps.size());
  }
}
