package org.kith.tools.nearest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.IntField;
import org.apache.lucene.document.KnnByteVectorField;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.kith.KithCodec;
import org.kith.KithVectorsFormat;
import org.kith.tools.console.Progress;
import org.kith.tools.data.DataSet;
import org.kith.tools.data.DocTable;
import org.kith.tools.data.Row;

/** Makes the index: of every base row the vector, its number, and its cells of the table. */
final class NearestIndex {
  static final String VECTOR = "vector";
  static final String ROW = "row";

  /** Leads the names of stored columns, which could otherwise be those of the other fields. */
  static final String COLUMN = "column.";

  private NearestIndex() {}

  /**
   * Writes the index into a folder, which must not have one.
   *
   * @param table what is known of the rows; null if nothing is
   */
  static void write(Path folder, DataSet data, Path table) throws IOException {
    int threads = Runtime.getRuntime().availableProcessors();
    try (ExecutorService workers =
            Executors.newFixedThreadPool(threads, Thread.ofPlatform().name("build-", 0).factory());
        Directory directory = new MMapDirectory(folder);
        IndexWriter writer = new IndexWriter(directory, config(data, workers, threads))) {
      if (table == null) {
        add(writer, data, null);
      } else {
        try (DocTable docs = DocTable.open(table)) {
          add(writer, data, docs);
        }
      }
      writer.forceMerge(1);
    }
  }

  /** The spec names the metric, and that is all that a metric takes. */
  static String spec(DataSet data) {
    return "HNSW16,Flat;metric=" + data.metric().label();
  }

  private static IndexWriterConfig config(DataSet data, ExecutorService workers, int threads) {
    KithVectorsFormat format = KithVectorsFormat.of(spec(data)).withExecutor(workers, threads);
    return new IndexWriterConfig().setCodec(new KithCodec(format)).setRAMBufferSizeMB(256);
  }

  private static void add(IndexWriter writer, DataSet data, DocTable docs) throws IOException {
    int count = data.base().count();
    Row row = data.base().newRow();
    try (Progress progress = Progress.start("index " + data.name(), count)) {
      for (int i = 0; i < count; i++) {
        data.base().read(i, row);
        writer.addDocument(document(i, row, docs));
        progress.step(1);
      }
    }
    if (docs != null && docs.next() != null) {
      throw new IOException(
          String.format(
              Locale.ROOT, "%s: the table has more lines than the %d rows", data.name(), count));
    }
  }

  private static Document document(int number, Row row, DocTable docs) throws IOException {
    Document document = new Document();
    document.add(
        row.bytes() == null
            ? new KnnFloatVectorField(VECTOR, row.floats())
            : new KnnByteVectorField(VECTOR, row.bytes()));
    document.add(new IntField(ROW, number, Field.Store.YES));
    if (docs != null) {
      List<String> cells = docs.next();
      if (cells == null) {
        throw new IOException("the table ends before row " + number);
      }
      for (int i = 0; i < cells.size(); i++) {
        document.add(new StoredField(COLUMN + docs.columns().get(i), cells.get(i)));
      }
    }
    return document;
  }
}
