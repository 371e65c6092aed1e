package org.kith;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;

/// The files of an index that are Kith's.
final class OurFiles {
  private OurFiles() {}

  /// What they hold between header and footer, which have the random id of the segment: by name.
  static Map<String, byte[]> contents(Directory directory) throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    for (String name : directory.listAll()) {
      if (name.contains(".kith")) {
        byte[] bytes = bytes(directory, name);
        String codec = new String(bytes, 5, bytes[4], StandardCharsets.US_ASCII);
        int header = CodecUtil.indexHeaderLength(codec, "Kith1_0");
        int end = bytes.length - CodecUtil.footerLength();
        contents.put(name, Arrays.copyOfRange(bytes, header, end));
      }
    }
    return contents;
  }

  /// All of a file.
  static byte[] bytes(Directory directory, String name) throws IOException {
    try (IndexInput in = directory.openInput(name, IOContext.READONCE)) {
      byte[] bytes = new byte[(int) in.length()];
      in.readBytes(bytes, 0, bytes.length);
      return bytes;
    }
  }
}
