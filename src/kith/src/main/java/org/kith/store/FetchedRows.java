package org.kith.store;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.apache.lucene.store.IndexInput;
import org.kith.kernel.Pool;
import org.kith.kernel.Rows;

/// Rows read through an input. An input has a position and belongs to one thread, so every thread
/// borrows a clone; clones that find no free place afterwards are dropped.
final class FetchedRows extends Rows {
  private record Reader(IndexInput in, byte[] row) {}

  private final IndexInput in;
  private final Pool<Reader> readers = new Pool<>();

  FetchedRows(IndexInput in, int count, int stride) {
    super(count, stride);
    this.in = in;
  }

  @Override
  public MemorySegment segment() {
    return null;
  }

  @Override
  public void fetch(int ordinal, MemorySegment into, long offset) throws IOException {
    if (ordinal < 0 || ordinal >= count()) {
      throw new IndexOutOfBoundsException("row " + ordinal + " of " + count());
    }
    Reader reader = readers.borrow();
    if (reader == null) {
      reader = new Reader(in.clone(), new byte[stride()]);
    }
    reader.in.seek((long) ordinal * stride());
    reader.in.readBytes(reader.row, 0, stride());
    MemorySegment.copy(reader.row, 0, into, ValueLayout.JAVA_BYTE, offset, stride());
    readers.giveBack(reader);
  }
}
