package org.kith.tools.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageCacheTest {
  private static final int BYTES = 1 << 20;

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("file");
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.allocate(BYTES));
      channel.force(true);
    }
  }

  /** Systems and file systems differ in what they do, but what is said is true. */
  @Test
  void saysWhetherFilesAreGone() throws IOException {
    boolean dropped = PageCache.drop(folder);
    try (Arena arena = Arena.ofConfined()) {
      assertEquals(dropped, !map(arena).isLoaded());
    }
  }

  @Test
  void whatIsInUseStays() throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment mapped = map(arena);
      mapped.load();
      assertFalse(PageCache.drop(folder));
    }
  }

  private MemorySegment map(Arena arena) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      return channel.map(FileChannel.MapMode.READ_ONLY, 0, BYTES, arena);
    }
  }
}
