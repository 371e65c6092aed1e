package org.kith.tools.demo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.MMapDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kith.tools.data.DataSet;
import org.kith.tools.demo.DemoQueries.Answer;

class DemoStoreTest {
  private static final int COMMENTS = 400;
  private static final int DIMS = 16;
  private static final List<String> THINGS =
      List.of("list", "lock", "file", "thread", "colour", "window", "date", "key", "number");
  private static final List<String> DEEDS =
      List.of("sorts", "opens", "closes", "draws", "parses", "copies", "counts", "waits for");

  @TempDir private Path cache;
  private final StringWriter said = new StringWriter();
  private int readings;

  private TextSource source() {
    return new TextSource(
        "test",
        "made-up comments",
        "comments",
        null,
        parts -> {
          readings++;
          parts.total(COMMENTS);
          parts.done(COMMENTS);
          return comments();
        });
  }

  private static List<Comment> comments() {
    Random random = new Random(11);
    List<Comment> comments = new ArrayList<>();
    for (int i = 0; i < COMMENTS; i++) {
      String thing = THINGS.get(random.nextInt(THINGS.size()));
      String deed = DEEDS.get(random.nextInt(DEEDS.size()));
      String text = deed + " every " + thing + " of group" + random.nextInt(20) + " in turn " + i;
      String packageName = i % 3 == 0 ? "a.b" : i % 3 == 1 ? "a.b.c" : "a.bc";
      comments.add(
          new Comment(packageName, "method", "M" + i, Set.of("public"), i % 12, text, text));
    }
    return comments;
  }

  private DemoStore store(int limit) {
    return new DemoStore(cache, source(), DIMS, limit, new Steps(new PrintWriter(said, true)));
  }

  private DemoStore store() {
    return store(Integer.MAX_VALUE);
  }

  @Test
  void splitsVectorsIntoBaseAndQueries() throws IOException {
    DataSet data = store().dataSet();
    assertEquals(40, data.queries().count());
    assertEquals(360, data.base().count());
    assertEquals(DIMS, data.base().dims());
    DataSet sample = store(200).dataSet();
    assertEquals(20, sample.queries().count());
    assertEquals(180, sample.base().count());
    assertEquals(1, readings, "the sample is taken from what is kept");
  }

  @Test
  void makesEverythingOnce() throws IOException {
    DataSet first = store().dataSet();
    Path index = store().index();
    String steps = said.toString();
    assertTrue(steps.contains("400 comments"), steps);
    assertEquals(3, steps.lines().count(), steps);
    DataSet second = store().dataSet();
    assertEquals(index, store().index());
    assertEquals(1, readings);
    assertEquals(steps, said.toString(), "nothing more was done");
    assertArrayEquals(first.base().row(7), second.base().row(7));
  }

  @Test
  void makesDamagedFilesAnew() throws IOException {
    DataSet before = store().dataSet();
    float[] row = before.base().row(100);
    Path folder = store().index().getParent();
    Path embedding = folder.resolve("embedding");
    Files.write(embedding, new byte[100]);
    assertArrayEquals(row, store().dataSet().base().row(100));
    assertTrue(said.toString().contains("made anew"), said.toString());
    Files.delete(folder.resolve("vectors.f32"));
    assertArrayEquals(row, store().dataSet().base().row(100));
    assertEquals(1, readings);
  }

  @Test
  void removesIndexesOfOtherBuilds() throws IOException {
    Path folder = store().index().getParent();
    Path old = Files.move(store().index(), folder.resolve("index-0badc0de"));
    Path fresh = store().index();
    assertTrue(Files.exists(fresh));
    assertFalse(Files.exists(old));
  }

  @Test
  void refusesDimensionsOutOfRange() {
    Steps steps = new Steps(new PrintWriter(said, true));
    for (int dims : new int[] {0, 1, 4097}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new DemoStore(cache, source(), dims, Integer.MAX_VALUE, steps));
    }
  }

  @Test
  void indexAnswersInEveryWay() throws IOException {
    Path folder = store().index();
    try (Words words = new Words();
        MMapDirectory directory = new MMapDirectory(folder);
        DirectoryReader reader = DirectoryReader.open(directory)) {
      assertEquals(COMMENTS, reader.numDocs());
      var queries = new DemoQueries(new IndexSearcher(reader), store().embedding(), words);
      Question all = new Question("sorting the lists", null, 0);
      for (Answer answer : queries.byKeywords(all, 3)) {
        assertTrue(answer.sentence().startsWith("sorts every list"), answer.toString());
      }
      for (Answer answer : queries.byVector(all, 3)) {
        assertTrue(answer.sentence().startsWith("sorts every list"), answer.toString());
      }
      assertEquals(3, queries.byBoth(all, 3).size());
      assertEquals(List.of(), queries.byVector(new Question("unheard of", null, 0), 3));

      Question filtered = new Question("sorting the lists", "a.b.*", 7);
      List<Answer> answers = new ArrayList<>(queries.byKeywords(filtered, 50));
      answers.addAll(queries.byVector(filtered, 50));
      answers.addAll(queries.byBoth(filtered, 50));
      assertFalse(answers.isEmpty());
      for (Answer answer : answers) {
        assertTrue(answer.since() >= 7, answer.toString());
        assertTrue(Set.of("a.b", "a.b.c").contains(answer.packageName()), answer.toString());
      }
      assertTrue(
          queries.byVector(new Question("sort", "a.b", 0), 200).stream()
              .allMatch(answer -> answer.packageName().equals("a.b")));
    }
  }
}
