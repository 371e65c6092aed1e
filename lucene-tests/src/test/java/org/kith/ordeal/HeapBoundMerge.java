package org.kith.ordeal;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.kith.KithCodec;
import org.kith.KithVectorsFormat;

/// A program that merges an index into one segment, and does nothing else that takes memory.
public final class HeapBoundMerge {
  static final String VECTOR = "vector";

  private HeapBoundMerge() {}

  /// @param args the folder of the index, and the spec to merge with
  public static void main(String[] args) throws IOException {
    IndexWriterConfig config = config(args[1]).setMergeScheduler(new SerialMergeScheduler());
    try (Directory directory = new MMapDirectory(Path.of(args[0]));
        IndexWriter writer = new IndexWriter(directory, config)) {
      writer.forceMerge(1);
    }
  }

  /// Graphs are built with less effort: what that takes is time.
  static IndexWriterConfig config(String spec) {
    var format = KithVectorsFormat.of(spec + ";efConstruction=24");
    return new IndexWriterConfig().setCodec(new KithCodec(new Lucene104Codec(), format));
  }
}
