package org.kith.tools.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class HeapWatchTest {
  private static final int BYTES = 32 << 20;

  @Test
  void growsByWhatOutlivesACollection() {
    byte[] before = new byte[BYTES];
    HeapWatch watch = HeapWatch.start();
    byte[] kept = new byte[BYTES];
    System.gc();
    assertEquals(2 * BYTES, before.length + kept.length);
    long growth = watch.growthBytes();
    assertTrue(growth >= BYTES && growth < 2 * BYTES, growth + " bytes");
    assertTrue(watch.peakBytes() >= growth + BYTES, watch.peakBytes() + " bytes");
  }
}
