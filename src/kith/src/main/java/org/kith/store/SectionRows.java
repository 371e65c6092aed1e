package org.kith.store;

import java.io.IOException;
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

  private SectionRows() {}
}
