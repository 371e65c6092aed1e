package org.kith.lucene;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.FilterIndexInput;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.MemorySegmentAccessInput;

/// Any directory as one that maps files into memory. Lucene's tests mostly run on directories that
/// do not, or hide that they do; here each piece that is asked for is copied to memory of its own,
/// which ends where the piece ends and is gone when the file is closed.
public final class MappedDirectory extends FilterDirectory {
  private static final int ALIGNMENT = 64;

  /// @param in any directory
  public MappedDirectory(Directory in) {
    super(in);
  }

  @Override
  public IndexInput openInput(String name, IOContext context) throws IOException {
    return new MappedInput(super.openInput(name, context), Arena.ofShared());
  }

  private static final class MappedInput extends FilterIndexInput
      implements MemorySegmentAccessInput {
    private final Arena arena;
    private boolean closed;

    MappedInput(IndexInput in, Arena arena) {
      super(in.toString(), in);
      this.arena = arena;
    }

    @Override
    public MemorySegment segmentSliceOrNull(long position, long length) throws IOException {
      byte[] bytes = new byte[Math.toIntExact(length)];
      IndexInput reader = in.clone();
      reader.seek(position);
      reader.readBytes(bytes, 0, bytes.length);
      MemorySegment copy = arena.allocate(length, ALIGNMENT);
      MemorySegment.copy(bytes, 0, copy, ValueLayout.JAVA_BYTE, 0, bytes.length);
      return copy.asReadOnly();
    }

    @Override
    public byte readByte(long position) throws IOException {
      return in.randomAccessSlice(0, length()).readByte(position);
    }

    @Override
    public short readShort(long position) throws IOException {
      return in.randomAccessSlice(0, length()).readShort(position);
    }

    @Override
    public int readInt(long position) throws IOException {
      return in.randomAccessSlice(0, length()).readInt(position);
    }

    @Override
    public long readLong(long position) throws IOException {
      return in.randomAccessSlice(0, length()).readLong(position);
    }

    @Override
    public MappedInput clone() {
      return new MappedInput(in.clone(), arena);
    }

    @Override
    public void close() throws IOException {
      if (!closed) {
        closed = true;
        arena.close();
      }
      in.close();
    }
  }
}
