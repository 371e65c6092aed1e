package org.kith.store;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.MemorySegmentAccessInput;
import org.kith.kernel.Rows;

/// A section's bytes as rows: in place where the directory maps files into memory, row by row
/// through the input otherwise (also where a section crosses the border of two mappings).
public final class SectionRows {

  /// Opens the rows of a section.
  ///
  /// @param in the file, which stays open as long as the rows are used
  /// @param section `count * stride` bytes
  /// @param count number of rows
  /// @param stride bytes a row
  /// @return its rows, for any number of threads
  /// @throws IOException if the input cannot be sliced
  public static Rows open(IndexInput in, Section section, int count, int stride)
      throws IOException {
    if (in instanceof MemorySegmentAccessInput mapped) {
      MemorySegment segment = mapped.segmentSliceOrNull(section.offset(), section.length());
      // Another compound format than Lucene's might not keep alignment.
      if (segment != null && segment.address() % Integer.BYTES == 0) {
        return Rows.of(segment, count, stride);
      }
    }
    return new FetchedRows(in.slice("rows", section.offset(), section.length()), count, stride);
  }

  /// Brings rows into memory, if they are not there.
  ///
  /// @param rows any rows
  /// @param arena where copies live
  /// @param limit most bytes to copy; larger rows are returned as they are
  /// @return rows with a segment, unless they are too many
  /// @throws IOException if they cannot be read
  public static Rows inMemory(Rows rows, Arena arena, long limit) throws IOException {
    long bytes = (long) rows.count() * rows.stride();
    if (rows.segment() != null || bytes > limit) {
      return rows;
    }
    MemorySegment copy = arena.allocate(bytes, Section.ALIGNMENT);
    for (int i = 0; i < rows.count(); i++) {
      rows.fetch(i, copy, (long) i * rows.stride());
    }
    return Rows.of(copy, rows.count(), rows.stride());
  }

  private SectionRows() {}
}
