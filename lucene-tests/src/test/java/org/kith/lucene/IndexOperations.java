package org.kith.lucene;

import static org.junit.Assert.assertEquals;

import java.io.Closeable;
import java.io.IOException;
import java.util.Random;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.store.Directory;
import org.apache.lucene.tests.util.LuceneTestCase;

/// An index that random operations change, beside the model of what it should hold.
final class IndexOperations implements Closeable {
  private final Random random;
  private final Directory directory;
  private final Model model;
  private final Sort sort;
  private IndexWriter writer;

  IndexOperations(Directory directory, Model model, Sort sort, Random random) throws IOException {
    this.random = random;
    this.directory = directory;
    this.model = model;
    this.sort = sort;
    open();
  }

  /// No order, or one that has little to do with the order of arrival.
  static Sort anySort(Random random) {
    return random.nextBoolean()
        ? null
        : new Sort(new SortField(Model.ORDER, SortField.Type.INT, random.nextBoolean()));
  }

  private void open() throws IOException {
    IndexWriterConfig config = LuceneTestCase.newIndexWriterConfig().setCodec(Codecs.any(random));
    if (sort != null) {
      config.setIndexSort(sort);
    }
    writer = new IndexWriter(directory, config);
  }

  /// Another process, with another codec, goes on.
  void reopen() throws IOException {
    writer.close();
    open();
  }

  /// Documents come, change and go.
  void change(int operations) throws IOException {
    for (int i = 0; i < operations; i++) {
      String known = model.anyId(random);
      int dice = random.nextInt(20);
      if (known == null || dice < 13) {
        writer.addDocument(model.put(model.newId(), random));
      } else if (dice < 16) {
        writer.updateDocument(new Term(Model.ID, known), model.put(known, random));
      } else if (dice < 19) {
        writer.deleteDocuments(new Term(Model.ID, known));
        model.entries().remove(known);
      } else {
        writer.flush();
      }
    }
  }

  void merge() throws IOException {
    writer.forceMerge(1 + random.nextInt(3));
  }

  void commit() throws IOException {
    writer.commit();
  }

  /// Adds the documents of an index of its own.
  void add(ForeignIndex.Form form) throws IOException {
    Model other = model.sibling();
    try (ForeignIndex foreign = new ForeignIndex(other, sort, random)) {
      foreign.addTo(writer, form);
    }
    model.addAll(other);
  }

  /// Deletes a whole group of documents at once.
  void deleteGroup() throws IOException {
    Term group = model.anyGroup(random);
    writer.deleteDocuments(group);
    model.entries().values().removeIf(entry -> entry.group().equals(group.text()));
  }

  /// Looks at what the writer holds, or at what it has committed.
  void check() throws IOException {
    boolean committed = random.nextBoolean();
    if (committed) {
      writer.commit();
    }
    try (DirectoryReader reader =
        committed ? DirectoryReader.open(directory) : DirectoryReader.open(writer)) {
      assertEquals(model.entries().size(), reader.numDocs());
      new ModelCheck(model, reader, random).run();
    }
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
