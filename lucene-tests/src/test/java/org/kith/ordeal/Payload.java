package org.kith.ordeal;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SegmentReader;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;

/// What Kith's files hold between header and footer: all that does not depend on the random ids
/// that Lucene gives to segments.
final class Payload {
  private Payload() {}

  /// The payloads of an index without compound files: by place of the segment and extension.
  static Map<String, byte[]> of(Directory directory) throws IOException {
    Map<String, byte[]> payloads = new TreeMap<>();
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      for (LeafReaderContext leaf : reader.leaves()) {
        SegmentReader segment = (SegmentReader) leaf.reader();
        for (String file : segment.getSegmentInfo().files()) {
          if (file.contains(".kith")) {
            payloads.put(leaf.ord + "." + IndexFileNames.getExtension(file), of(directory, file));
          }
        }
      }
    }
    return payloads;
  }

  private static byte[] of(Directory directory, String file) throws IOException {
    try (IndexInput in = directory.openInput(file, IOContext.READONCE)) {
      // Magic number, name, version; then the segment's id and suffix.
      in.readInt();
      in.readString();
      in.readInt();
      in.skipBytes(16);
      in.skipBytes(in.readByte());
      byte[] payload =
          new byte[(int) (in.length() - CodecUtil.footerLength() - in.getFilePointer())];
      in.readBytes(payload, 0, payload.length);
      return payload;
    }
  }

  /// A digest that tells which bytes differ: by name, hash of the contents.
  static Map<String, Integer> hashes(Map<String, byte[]> payloads) {
    Map<String, Integer> hashes = new HashMap<>();
    payloads.forEach((name, bytes) -> hashes.put(name, Arrays.hashCode(bytes)));
    return hashes;
  }
}
