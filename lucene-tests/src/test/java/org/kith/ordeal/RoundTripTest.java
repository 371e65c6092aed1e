package org.kith.ordeal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SegmentReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.Directory;
import org.apache.lucene.tests.util.LuceneTestCase;
import org.apache.lucene.tests.util.TestUtil;
import org.kith.KithCodec;
import org.kith.KithVectorsFormat;
import org.kith.lucene.Model;
import org.kith.lucene.ModelCheck;

/// To Kith, to Lucene's own format and back: no vector changes a bit, and nobody needs to be told
/// with what an index was written.
public class RoundTripTest extends LuceneTestCase {
  private static final String SPEC = "HNSW8,Flat";
  private static final int DOCUMENTS = 700;

  /// Only the writer knows of Kith; readers find it by the name in the index.
  public void testOpensWithoutConfiguration() throws IOException {
    Model model = Model.empty(random());
    try (Directory directory = newDirectory()) {
      write(directory, model, kith());
      assertEquals(TestUtil.getDefaultCodec().getName(), kith().getName());
      check(directory, model, true);
    }
  }

  /// A codec that is set back merges the vectors back to its own format.
  public void testMergesBackToLucene() throws IOException {
    Model model = Model.empty(random());
    try (Directory directory = newDirectory()) {
      write(directory, model, kith());
      merge(directory, TestUtil.getDefaultCodec());
      check(directory, model, false);
      merge(directory, kith());
      check(directory, model, true);
    }
  }

  /// The same with another index at the end of each way.
  public void testAddsToLuceneAndBack() throws IOException {
    Model model = Model.empty(random());
    try (Directory ours = newDirectory();
        Directory lucenes = newDirectory();
        Directory back = newDirectory()) {
      write(ours, model, kith());
      add(ours, lucenes, TestUtil.getDefaultCodec());
      check(lucenes, model, false);
      add(lucenes, back, kith());
      check(back, model, true);
    }
  }

  private static KithCodec kith() {
    return new KithCodec(TestUtil.getDefaultCodec(), KithVectorsFormat.of(SPEC));
  }

  private static IndexWriterConfig config(Codec codec) {
    return new IndexWriterConfig()
        .setCodec(codec)
        .setUseCompoundFile(false)
        .setMergePolicy(new RewritePolicy());
  }

  private static void write(Directory directory, Model model, Codec codec) throws IOException {
    try (IndexWriter writer = new IndexWriter(directory, config(codec).setMaxBufferedDocs(300))) {
      for (int i = 0; i < DOCUMENTS; i++) {
        writer.addDocument(model.put(model.newId(), random()));
      }
      for (int i = 0; i < DOCUMENTS / 10; i++) {
        String id = model.anyId(random());
        writer.deleteDocuments(new Term(Model.ID, id));
        model.entries().remove(id);
      }
    }
  }

  private static void merge(Directory directory, Codec codec) throws IOException {
    try (IndexWriter writer = new IndexWriter(directory, config(codec))) {
      writer.forceMerge(1);
    }
  }

  private static void add(Directory from, Directory to, Codec codec) throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(from);
        IndexWriter writer = new IndexWriter(to, config(codec))) {
      List<CodecReader> leaves = new ArrayList<>();
      for (LeafReaderContext leaf : reader.leaves()) {
        leaves.add((CodecReader) leaf.reader());
      }
      writer.addIndexes(leaves.toArray(CodecReader[]::new));
    }
  }

  private static void check(Directory directory, Model model, boolean kith) throws IOException {
    Set<String> extensions = new TreeSet<>();
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      for (LeafReaderContext leaf : reader.leaves()) {
        SegmentReader segment = (SegmentReader) leaf.reader();
        assertEquals(
            TestUtil.getDefaultCodec().getName(),
            segment.getSegmentInfo().info.getCodec().getName());
        for (String file : segment.getSegmentInfo().files()) {
          extensions.add(file.substring(file.lastIndexOf('.') + 1));
        }
      }
      new ModelCheck(model, reader, random()).run();
    }
    assertEquals(extensions.toString(), kith, extensions.contains("kithv"));
    assertEquals(extensions.toString(), !kith, extensions.contains("vec"));
  }
}
