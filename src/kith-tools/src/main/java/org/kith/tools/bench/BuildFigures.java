package org.kith.tools.bench;

import java.util.List;
import java.util.Map;

/**
 * What building an index cost, and what came of it.
 *
 * @param steps one; of a life the first half, then its generations
 * @param cpuSeconds of all threads of the process, over all steps
 * @param peakHeapBytes over all steps; {@link HeapWatch} says what counts
 * @param openMillis median of opening a reader
 * @param bytesByExtension bytes on disk by extension of the files
 */
record BuildFigures(
    List<BuildStep> steps,
    double cpuSeconds,
    long peakHeapBytes,
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

  double addedPerSecond() {
    return steps.stream().mapToInt(BuildStep::added).sum() / indexSeconds();
  }

  /** The steps behind the first. */
  List<BuildStep> generations() {
    return steps.subList(1, steps.size());
  }
}
