package org.kith.lucene;

import com.carrotsearch.randomizedtesting.annotations.Repeat;
import java.io.IOException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.tests.util.LuceneTestCase;

/// Random documents, changes, merges and additions of other indexes, with or without index sorting,
/// under codecs that change on the way: the index holds and finds what the model says.
@Repeat(iterations = 8)
public class RandomOperationsTest extends LuceneTestCase {
  public void testRandomOperations() throws IOException {
    Model model = Model.empty(random());
    try (Directory directory = newDirectory();
        IndexOperations index =
            new IndexOperations(directory, model, IndexOperations.anySort(random()), random())) {
      int rounds = atLeast(6);
      for (int i = 0; i < rounds; i++) {
        index.change(atLeast(40));
        switch (random().nextInt(6)) {
          case 0 -> index.merge();
          case 1 -> index.reopen();
          case 2 -> index.deleteGroup();
          case 3 -> index.commit();
          case 4 -> index.add(anyForm());
          default -> index.check();
        }
      }
      index.check();
      index.merge();
      index.check();
    }
  }

  private static ForeignIndex.Form anyForm() {
    ForeignIndex.Form[] forms = ForeignIndex.Form.values();
    return forms[random().nextInt(forms.length)];
  }

  public void testAddDirectory() throws IOException {
    add(ForeignIndex.Form.DIRECTORY);
  }

  public void testAddCodecReaders() throws IOException {
    add(ForeignIndex.Form.CODEC_READER);
  }

  public void testAddFilteredReaders() throws IOException {
    add(ForeignIndex.Form.FILTERED);
  }

  public void testAddSlowReaders() throws IOException {
    add(ForeignIndex.Form.SLOW);
  }

  public void testAddSortedReaders() throws IOException {
    add(ForeignIndex.Form.SORTED);
  }

  public void testAddReadersWithOtherFieldNumbers() throws IOException {
    add(ForeignIndex.Form.MISMATCHED);
  }

  private static void add(ForeignIndex.Form form) throws IOException {
    Model model = Model.empty(random());
    try (Directory directory = newDirectory();
        IndexOperations index =
            new IndexOperations(directory, model, IndexOperations.anySort(random()), random())) {
      index.change(random().nextInt(60));
      index.add(form);
      index.check();
      index.change(random().nextInt(60));
      index.add(form);
      index.merge();
      index.check();
    }
  }
}
