package org.kith.tools.bench;

/**
 * What one change of an index cost.
 *
 * @param added rows added
 * @param indexSeconds deleting, adding and flushing, with the merges that came of themselves
 * @param mergeSeconds the forced merge and its commit; 0 without
 * @param cpuSeconds of all threads of the process
 * @param peakHeapBytes {@link HeapWatch} says what counts
 * @param mergeHeapBytes what the forced merge added to the heap at its peak; 0 without
 */
record BuildStep(
    int added,
    double indexSeconds,
    double mergeSeconds,
    double cpuSeconds,
    long peakHeapBytes,
    long mergeHeapBytes) {
  double seconds() {
    return indexSeconds + mergeSeconds;
  }
}
