package org.kith;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.TreeSet;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.FilterCodec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FilterCodecReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortingCodecReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.junit.jupiter.api.Test;

/// The way in, the way back, and mixtures.
class KithCodecTest {
  private static final Codec STOCK = Codec.getDefault();
  private static final Codec KITH = new KithCodec();

  private final Corpus corpus = Corpus.walked();

  @Test
  void keepsTheNameOfItsDelegate() {
    assertEquals(STOCK.getName(), KITH.getName());
  }

  @Test
  void refusesDelegatesThatCouldNotReadBack() {
    Codec oneForAll =
        new FilterCodec("OneForAll", STOCK) {
          @Override
          public KnnVectorsFormat knnVectorsFormat() {
            return new Lucene99HnswVectorsFormat();
          }
        };
    KithVectorsFormat format = new KithVectorsFormat();
    Exception e =
        assertThrows(IllegalArgumentException.class, () -> new KithCodec(oneForAll, format));
    assertEquals(true, e.getMessage().startsWith("codec 'OneForAll' has the vectors format"));
  }

  @Test
  void opensWithoutConfiguration() throws IOException {
    try (Directory directory = index(KITH);
        IndexReader reader = DirectoryReader.open(directory)) {
      assertEquals("[Kith1]", formats(reader));
      check(reader);
    }
  }

  @Test
  void aStockIndexMovesInAndBack() throws IOException {
    try (Directory directory = index(STOCK)) {
      rewrite(directory, KITH, "[Kith1]");
      rewrite(directory, STOCK, "[Lucene99HnswVectorsFormat]");
      rewrite(directory, KITH, "[Kith1]");
    }
  }

  @Test
  void segmentsOfBothAreSearchedTogether() throws IOException {
    try (Directory directory = new ByteBuffersDirectory()) {
      add(directory, STOCK, 0, 700);
      add(directory, KITH, 700, corpus.count());
      try (IndexReader reader = DirectoryReader.open(directory)) {
        assertEquals("[Kith1, Lucene99HnswVectorsFormat]", formats(reader));
        check(reader);
      }
      rewrite(directory, KITH, "[Kith1]");
    }
  }

  @Test
  void addsIndexesInEveryForm() throws IOException {
    for (Codec from : List.of(STOCK, KITH)) {
      for (Codec to : List.of(STOCK, KITH)) {
        addIndexes(from, to, false);
        addIndexes(from, to, true);
      }
    }
  }

  private void addIndexes(Codec from, Codec to, boolean wrapped) throws IOException {
    try (Directory source = index(from);
        Directory target = new ByteBuffersDirectory();
        IndexReader reader = DirectoryReader.open(source)) {
      try (IndexWriter writer = new IndexWriter(target, new IndexWriterConfig().setCodec(to))) {
        List<CodecReader> readers = new ArrayList<>();
        for (LeafReaderContext context : reader.leaves()) {
          CodecReader leaf = (CodecReader) context.reader();
          readers.add(wrapped ? new Wrapper(leaf) : leaf);
        }
        writer.addIndexes(readers.toArray(CodecReader[]::new));
      }
      String name = to == KITH ? "[Kith1]" : "[Lucene99HnswVectorsFormat]";
      try (IndexReader added = DirectoryReader.open(target)) {
        assertEquals(name, formats(added));
        check(added);
      }
    }
  }

  @Test
  void addsWholeDirectories() throws IOException {
    try (Directory source = index(KITH);
        Directory target = new ByteBuffersDirectory()) {
      try (IndexWriter writer = new IndexWriter(target, new IndexWriterConfig())) {
        writer.addIndexes(source);
      }
      try (IndexReader reader = DirectoryReader.open(target)) {
        assertEquals("[Kith1]", formats(reader));
        check(reader);
      }
    }
  }

  @Test
  void mergesReadersThatSort() throws IOException {
    Sort sort = new Sort(new SortField("order", SortField.Type.LONG));
    try (Directory source = index(KITH);
        Directory target = new ByteBuffersDirectory();
        IndexReader reader = DirectoryReader.open(source)) {
      IndexWriterConfig config = new IndexWriterConfig().setCodec(KITH).setIndexSort(sort);
      try (IndexWriter writer = new IndexWriter(target, config)) {
        for (LeafReaderContext context : reader.leaves()) {
          writer.addIndexes(SortingCodecReader.wrap((CodecReader) context.reader(), sort));
        }
        writer.forceMerge(1);
      }
      try (IndexReader added = DirectoryReader.open(target)) {
        check(added);
      }
    }
  }

  private Directory index(Codec codec) throws IOException {
    Directory directory = new ByteBuffersDirectory();
    add(directory, codec, 0, 800);
    add(directory, codec, 800, corpus.count());
    return directory;
  }

  private void add(Directory directory, Codec codec, int from, int to) throws IOException {
    IndexWriterConfig config = new IndexWriterConfig().setCodec(codec);
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      for (int id = from; id < to; id++) {
        writer.addDocument(corpus.document(id));
      }
    }
  }

  private void rewrite(Directory directory, Codec codec, String formats) throws IOException {
    // One segment would be left alone, whatever its format.
    int id = corpus.count() - 1;
    IndexWriterConfig config = new IndexWriterConfig().setCodec(codec);
    try (IndexWriter writer = new IndexWriter(directory, config)) {
      writer.updateDocument(new Term(Corpus.ID, Integer.toString(id)), corpus.document(id));
      writer.forceMerge(1);
    }
    try (IndexReader reader = DirectoryReader.open(directory)) {
      assertEquals(formats, formats(reader));
      check(reader);
    }
  }

  private void check(IndexReader reader) throws IOException {
    corpus.checkVectors(reader);
    BitSet all = corpus.withVector();
    new Searches(corpus, reader, all).check(10, null, 0.9);
  }

  private static String formats(IndexReader reader) {
    TreeSet<String> names = new TreeSet<>();
    for (LeafReaderContext context : reader.leaves()) {
      var field = context.reader().getFieldInfos().fieldInfo(Corpus.FIELD);
      names.add(field.getAttribute(PerFieldKnnVectorsFormat.PER_FIELD_FORMAT_KEY));
    }
    return names.toString();
  }

  /// Hides the reader's class, as security or soft-delete wrappers do.
  private static final class Wrapper extends FilterCodecReader {
    Wrapper(CodecReader in) {
      super(in);
    }

    @Override
    public CacheHelper getCoreCacheHelper() {
      return in.getCoreCacheHelper();
    }

    @Override
    public CacheHelper getReaderCacheHelper() {
      return in.getReaderCacheHelper();
    }
  }
}
