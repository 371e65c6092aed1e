package org.kith.tools.bench;

import java.util.Map;

/**
 * What building an index cost, and what came of it.
 *
 * @param indexSeconds adding and flushing, with the merges that came of themselves
 * @param mergeSeconds the forced merge and its commit; 0 without
 * @param cpuSeconds of all threads of the process, over both
 * @param peakHeapBytes over both; {@link HeapWatch} says what counts
 * @param openMillis median of opening a reader
 * @param bytesByExtension bytes on disk by extension of the files
 */
record BuildFigures(
    double indexSeconds,
    double mergeSeconds,
    double cpuSeconds,
    long peakHeapBytes,
    double openMillis,
    int segments,
    long bytesOnDisk,
    Map<String, Long> bytesByExtension) {
  double seconds() {
    return indexSeconds + mergeSeconds;
  }
}
