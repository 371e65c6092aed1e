package org.kith.lucene;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FilterCodecReader;
import org.apache.lucene.index.FilterLeafReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SlowCodecReaderWrapper;
import org.apache.lucene.index.SortingCodecReader;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.store.Directory;
import org.apache.lucene.tests.index.MismatchedCodecReader;
import org.apache.lucene.tests.util.LuceneTestCase;

/// An index written elsewhere, with any codec, that is added to another one.
final class ForeignIndex implements Closeable {
  /// How it is added.
  enum Form {
    /// Files are copied as they are.
    DIRECTORY,
    /// Segments are merged, with all that their codec offers.
    CODEC_READER,
    /// Segments are merged through a wrapper that changes nothing.
    FILTERED,
    /// Segments are merged through what any reader offers.
    SLOW,
    /// Segments are merged through a view in another order.
    SORTED,
    /// Segments are merged whose fields have other numbers.
    MISMATCHED
  }

  private final Random random;
  private final Directory directory;
  private final Sort sort;

  ForeignIndex(Model model, Sort sort, Random random) throws IOException {
    this.random = random;
    this.sort = sort;
    directory = LuceneTestCase.newDirectory();
    try (IndexOperations operations = new IndexOperations(directory, model, sort, random)) {
      operations.change(random.nextInt(120));
      if (random.nextInt(3) == 0) {
        operations.merge();
      }
    }
  }

  void addTo(IndexWriter writer, Form form) throws IOException {
    if (form == Form.DIRECTORY) {
      writer.addIndexes(directory);
      return;
    }
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      List<CodecReader> leaves = new ArrayList<>();
      for (LeafReaderContext leaf : reader.leaves()) {
        leaves.add(wrap((CodecReader) leaf.reader(), form));
      }
      writer.addIndexes(leaves.toArray(CodecReader[]::new));
    }
  }

  private CodecReader wrap(CodecReader leaf, Form form) throws IOException {
    return switch (form) {
      case DIRECTORY -> throw new IllegalArgumentException("no reader");
      case CODEC_READER -> leaf;
      case FILTERED -> new Filtered(leaf);
      case SLOW -> SlowCodecReaderWrapper.wrap(new FilteredLeaf(leaf));
      case SORTED ->
          SortingCodecReader.wrap(
              leaf,
              sort == null
                  ? new Sort(new SortField(Model.ORDER, SortField.Type.INT, random.nextBoolean()))
                  : sort);
      case MISMATCHED -> new MismatchedCodecReader(leaf, random);
    };
  }

  @Override
  public void close() throws IOException {
    directory.close();
  }

  private static final class Filtered extends FilterCodecReader {
    Filtered(CodecReader in) {
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

  private static final class FilteredLeaf extends FilterLeafReader {
    FilteredLeaf(LeafReader in) {
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
