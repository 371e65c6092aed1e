package org.kith;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.store.NIOFSDirectory;

/// Where indexes of tests live: mapped, or not.
enum DirectoryKind {
  MAPPED,
  /// Mappings so small that vectors and graphs lie across their borders.
  MAPPED_IN_CHUNKS,
  READ,
  HEAP;

  Directory open(Path path) throws IOException {
    return switch (this) {
      case MAPPED -> new MMapDirectory(path);
      case MAPPED_IN_CHUNKS -> new MMapDirectory(path, 1 << 12);
      case READ -> new NIOFSDirectory(path);
      case HEAP -> new ByteBuffersDirectory();
    };
  }
}
