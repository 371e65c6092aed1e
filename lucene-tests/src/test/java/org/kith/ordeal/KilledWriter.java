package org.kith.ordeal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.IntField;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.InfoStream;
import org.kith.KithCodec;
import org.kith.KithVectorsFormat;

/// A program that writes batch after batch until it is killed. It says what it does, and every
/// commit says which batches it holds; so whoever killed it knows what must be there.
public final class KilledWriter {
  /// The number of batches, in a commit's data and in what is said about a commit.
  static final String BATCHES = "batches";

  static final String ID = "id";
  static final String VECTOR = "vector";

  /// Enough for a graph at each flush.
  static final int BATCH = 600;

  private static final int DIMS = 16;
  private static final int MERGE_FACTOR = 3;

  private KilledWriter() {}

  /// @param args the folder of the index, and the spec to write with
  public static void main(String[] args) throws IOException {
    try (Directory directory = FSDirectory.open(Path.of(args[0]));
        IndexWriter writer = new IndexWriter(directory, config(args[1]))) {
      int batches = DirectoryReader.indexExists(directory) ? committed(directory) : 0;
      while (true) {
        writeBatch(writer, batches++);
        writer.setLiveCommitData(Map.of(BATCHES, Integer.toString(batches)).entrySet());
        writer.commit();
        say(BATCHES + " " + batches);
      }
    }
  }

  private static int committed(Directory directory) throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      return Integer.parseInt(reader.getIndexCommit().getUserData().get(BATCHES));
    }
  }

  static IndexWriterConfig config(String spec) {
    LogDocMergePolicy policy = new LogDocMergePolicy();
    policy.setMergeFactor(MERGE_FACTOR);
    var format = KithVectorsFormat.of(spec + ";efConstruction=200");
    return new IndexWriterConfig()
        .setCodec(new KithCodec(new Lucene104Codec(), format))
        .setMergePolicy(policy)
        .setInfoStream(new Telling());
  }

  private static void say(String what) {
    System.out.println(what);
  }

  /// Adds the documents of a batch, and deletes some of the one before.
  static void writeBatch(IndexWriter writer, int batch) throws IOException {
    for (int id = batch * BATCH; id < (batch + 1) * BATCH; id++) {
      Document document = new Document();
      document.add(new IntField(ID, id, Field.Store.YES));
      document.add(new KnnFloatVectorField(VECTOR, vector(id)));
      writer.addDocument(document);
    }
    for (int id = (batch - 1) * BATCH; id < batch * BATCH; id++) {
      if (isDeleted(id, batch + 1)) {
        writer.deleteDocuments(IntField.newExactQuery(ID, id));
      }
    }
  }

  /// Whether a document is deleted when there are so many batches.
  static boolean isDeleted(int id, int batches) {
    return id >= 0 && id % 7 == 0 && id < (batches - 1) * BATCH;
  }

  static float[] vector(int id) {
    Random random = new Random(id);
    float[] vector = new float[DIMS];
    for (int i = 0; i < DIMS; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return vector;
  }

  /// Tells of flushes and merges when they begin.
  private static final class Telling extends InfoStream {
    @Override
    public void message(String component, String message) {
      if (component.equals("KITH") || message.startsWith("flush postings")) {
        say(component + " " + message);
      }
    }

    @Override
    public boolean isEnabled(String component) {
      return component.equals("KITH") || component.equals("DWPT");
    }

    @Override
    public void close() {}
  }
}
