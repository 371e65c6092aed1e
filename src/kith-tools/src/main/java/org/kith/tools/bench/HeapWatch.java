package org.kith.tools.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;

/**
 * Measures the peak of the heap from its start on: what survived a collection or was too large for
 * the young generation. Garbage younger than the last collection says how large the heap is, not
 * what the work needs, so the pools of new objects (their names have "Eden") do not count. Nor does
 * memory outside of the heap, where Kith keeps the links of a graph in progress and Lucene does
 * not.
 */
final class HeapWatch {
  private final List<MemoryPoolMXBean> pools =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP && !pool.getName().contains("Eden"))
          .toList();

  private final long usedBytes;

  private HeapWatch() {
    System.gc();
    pools.forEach(MemoryPoolMXBean::resetPeakUsage);
    usedBytes = pools.stream().mapToLong(pool -> pool.getUsage().getUsed()).sum();
  }

  static HeapWatch start() {
    return new HeapWatch();
  }

  /** How much higher the peak is than what was in use at the start. */
  long growthBytes() {
    return Math.max(0, peakBytes() - usedBytes);
  }

  long peakBytes() {
    return pools.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
  }
}
