package org.kith.tools.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.store.OutputStreamIndexOutput;

/** Files with a name, a version and a checksum, which appear whole or not at all. */
final class CheckedFile {
  private static final int BUFFER_BYTES = 1 << 16;

  /** Writes what is between header and footer. */
  @FunctionalInterface
  interface Writing {
    void write(IndexOutput out) throws IOException;
  }

  /** Reads what is between header and footer. */
  @FunctionalInterface
  interface Reading<T> {
    T read(IndexInput in) throws IOException;
  }

  private CheckedFile() {}

  static void write(Path file, String name, int version, Writing content) throws IOException {
    Path folder = Files.createDirectories(file.getParent());
    Path unfinished = Files.createTempFile(folder, file.getFileName().toString(), ".part");
    try {
      try (OutputStream stream = Files.newOutputStream(unfinished);
          IndexOutput out = new OutputStreamIndexOutput(name, name, stream, BUFFER_BYTES)) {
        CodecUtil.writeHeader(out, name, version);
        content.write(out);
        CodecUtil.writeFooter(out);
      }
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  /** Reads a file of exactly this version; any other is as good as damaged. */
  static <T> T read(Path file, String name, int version, Reading<T> content) throws IOException {
    try (Directory directory = new MMapDirectory(file.getParent());
        IndexInput in = directory.openInput(file.getFileName().toString(), IOContext.DEFAULT)) {
      CodecUtil.checksumEntireFile(in);
      CodecUtil.checkHeader(in, name, version, version);
      return content.read(in);
    }
  }
}
