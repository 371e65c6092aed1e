package org.kith.ordeal;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.lucene.store.ByteBuffersDataInput;
import org.apache.lucene.store.ByteBuffersIndexInput;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;

/// A directory in which one file holds other bytes, or is missing.
final class DamagedDirectory extends FilterDirectory {
  private final String damaged;
  private final byte[] bytes;

  /// @param bytes what the file holds; null if it is missing
  DamagedDirectory(Directory in, String damaged, byte[] bytes) {
    super(in);
    this.damaged = damaged;
    this.bytes = bytes;
  }

  @Override
  public IndexInput openInput(String name, IOContext context) throws IOException {
    if (!name.equals(damaged)) {
      return super.openInput(name, context);
    }
    if (bytes == null) {
      throw new FileNotFoundException(name);
    }
    return new ByteBuffersIndexInput(
        new ByteBuffersDataInput(List.of(ByteBuffer.wrap(bytes))), name);
  }

  @Override
  public long fileLength(String name) throws IOException {
    return name.equals(damaged) && bytes != null ? bytes.length : super.fileLength(name);
  }
}
