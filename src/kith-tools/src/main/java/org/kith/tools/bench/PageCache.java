package org.kith.tools.bench;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** What the operating system keeps of files in memory. */
final class PageCache {
  private static final int READ_ONLY = 0;

  /** On Linux. */
  private static final int POSIX_FADV_DONTNEED = 4;

  /** Pages of a file that are looked at. */
  private static final int SAMPLES = 64;

  private PageCache() {}

  /**
   * Drops the files of a folder from memory, and no others: they are on disk, and nothing has them
   * mapped.
   *
   * @return whether they are gone, all but a hundredth of their pages
   */
  static boolean drop(Path folder) throws IOException {
    if (!System.getProperty("os.name").equals("Linux")) {
      return false;
    }
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(file -> Files.isRegularFile(file)).toList();
    }
    int pages = 0;
    int cached = 0;
    for (Path file : files) {
      advise(file);
      long size = Files.size(file);
      int samples = (int) Math.min(SAMPLES, size);
      pages += samples;
      cached += cached(file, size, samples);
    }
    return cached <= pages / 100;
  }

  /** Tells the system that a file is not needed; what comes of it is seen afterwards. */
  @SuppressWarnings("restricted")
  private static void advise(Path file) throws IOException {
    var number = ValueLayout.JAVA_INT;
    Linker linker = Linker.nativeLinker();
    SymbolLookup library = linker.defaultLookup();
    MethodHandle open =
        linker.downcallHandle(
            library.findOrThrow("open"),
            FunctionDescriptor.of(number, ValueLayout.ADDRESS, number),
            Linker.Option.firstVariadicArg(2));
    MethodHandle advise =
        linker.downcallHandle(
            library.findOrThrow("posix_fadvise"),
            FunctionDescriptor.of(
                number, number, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, number));
    MethodHandle close =
        linker.downcallHandle(library.findOrThrow("close"), FunctionDescriptor.of(number, number));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocateFrom(file.toString());
      int descriptor = (int) open.invokeExact(name, READ_ONLY);
      if (descriptor >= 0) {
        int _ = (int) advise.invokeExact(descriptor, 0L, 0L, POSIX_FADV_DONTNEED);
        int _ = (int) close.invokeExact(descriptor);
      }
    } catch (Throwable e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  /** How many pages of an even sample are in memory. */
  private static int cached(Path file, long size, int samples) throws IOException {
    int cached = 0;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        Arena arena = Arena.ofConfined()) {
      for (int i = 0; i < samples; i++) {
        long at = size * i / samples;
        MemorySegment page = channel.map(FileChannel.MapMode.READ_ONLY, at, 1, arena);
        cached += page.isLoaded() ? 1 : 0;
      }
    }
    return cached;
  }
}
