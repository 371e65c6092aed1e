package org.kith.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryTest {
  /** Takes tens of milliseconds to clear at least. */
  private static final long LARGE = 1L << 28;

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 4096, 5L << 20})
  void isZeroAndAligned(long bytes) throws Exception {
    try (Arena arena = Arena.ofShared()) {
      MemorySegment segment = new Memory(arena, () -> {}).allocate(bytes);
      assertEquals(bytes, segment.byteSize());
      assertEquals(0, segment.address() % 64);
      assertEquals(-1, segment.mismatch(MemorySegment.ofArray(new byte[(int) bytes])));
    }
  }

  @Test
  void asksWhileItClears() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (Arena arena = Arena.ofShared()) {
      new Memory(arena, asked::incrementAndGet).allocate(LARGE);
    }
    assertTrue(asked.get() >= 1, "asked " + asked);
  }

  /** The arena may be closed at once: whatever clears the memory does not crash, nor keeps it. */
  @Test
  void isGivenUp() throws Exception {
    for (int i = 0; i < 4; i++) {
      Arena arena = Arena.ofShared();
      Memory memory =
          new Memory(
              arena,
              () -> {
                throw new IOException("cancelled");
              });
      assertThrows(IOException.class, () -> memory.allocate(LARGE));
      arena.close();
    }
    try (Arena arena = Arena.ofShared()) {
      MemorySegment segment = new Memory(arena, () -> {}).allocate(LARGE);
      assertEquals(0, segment.get(ValueLayout.JAVA_LONG, LARGE - 8));
    }
  }

  @Test
  void anInterruptIsKeptForTheCaller() throws Exception {
    try (Arena arena = Arena.ofShared()) {
      Thread.currentThread().interrupt();
      assertEquals(LARGE, new Memory(arena, () -> {}).allocate(LARGE).byteSize());
    } finally {
      assertTrue(Thread.interrupted());
    }
  }

  @Test
  void tooMuchIsSaid() {
    try (Arena arena = Arena.ofShared()) {
      Memory memory = new Memory(arena, () -> {});
      assertThrows(OutOfMemoryError.class, () -> memory.allocate(1L << 60));
    }
  }
}
