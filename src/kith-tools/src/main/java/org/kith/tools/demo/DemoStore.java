package org.kith.tools.demo;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.util.IOUtils;
import org.kith.tools.data.CodePrint;
import org.kith.tools.data.DataSet;
import org.kith.tools.data.Encoding;
import org.kith.tools.data.Metric;
import org.kith.tools.data.Vectors;

/**
 * What the demo makes once and keeps. In the cache's folder {@code demo1}, whose name changes when
 * any of this does:
 *
 * <pre>
 * SOURCE/comments             all comments
 * SOURCE/lsa-DIMS[-LIMIT]/    vectors.f32   of the comments held out, then of the others
 *                             embedding     words and their vectors; written after vectors.f32
 *                             index-CODE/   of all comments, as this build of Kith writes it
 *                             table-CODE.json  what was measured of this build
 * </pre>
 */
final class DemoStore {
  private static final String FORMAT = "demo1";
  private static final int MAX_DIMS = 4096;

  private final Path cache;
  private final TextSource source;
  private final int dims;
  private final int limit;
  private final Steps steps;
  private final Path comments;
  private final Path folder;
  private final Path vectors;

  /** Reads a kept file. */
  @FunctionalInterface
  private interface Reading<T> {
    T read(Path file) throws IOException;
  }

  /** Makes what a file is to keep. */
  @FunctionalInterface
  private interface Making<T> {
    T make() throws IOException;
  }

  /**
   * @param dims from 2 to {@value #MAX_DIMS}
   * @param limit of comments; {@code Integer.MAX_VALUE} for all
   */
  DemoStore(Path cache, TextSource source, int dims, int limit, Steps steps) {
    if (dims < 2 || dims > MAX_DIMS) {
      throw new IllegalArgumentException("dims " + dims + ": must be 2 to " + MAX_DIMS);
    }
    this.cache = cache;
    this.source = source;
    this.dims = dims;
    this.limit = limit;
    this.steps = steps;
    Path top = cache.resolve(FORMAT).resolve(source.key());
    this.comments = top.resolve("comments");
    this.folder = top.resolve("lsa-" + dims + (limit == Integer.MAX_VALUE ? "" : "-" + limit));
    this.vectors = folder.resolve("vectors.f32");
  }

  /** Vectors to index, and those of held-out comments to search for. */
  DataSet dataSet() throws IOException {
    Vectors all = vectors();
    int heldOut = Corpus.heldOut(all.count());
    return new DataSet(
        "demo", Metric.COS, all.range(heldOut, all.count()), all.range(0, heldOut), null);
  }

  /** The embedding of comments and queries. */
  Embedding embedding() throws IOException {
    Path file = folder.resolve("embedding");
    if (!Files.exists(vectors)) {
      Files.deleteIfExists(file);
    }
    return keep(file, EmbeddingFile::read, () -> embed(file));
  }

  private Embedding embed(Path file) throws IOException {
    Corpus corpus = corpus();
    return steps.run(
        "Computing the embedding",
        parts -> {
          CorpusWords words = CorpusWords.of(corpus);
          Embedding embedding = Embedding.learn(words.base(), dims, parts);
          Files.createDirectories(folder);
          words.writeVectors(vectors, embedding);
          EmbeddingFile.write(file, embedding);
          return embedding;
        },
        made -> count(made.dims(), "dimensions") + ", " + count(made.vocabulary().size(), "words"));
  }

  private Vectors vectors() throws IOException {
    return Vectors.map(vectors, Encoding.F32, embedding().dims());
  }

  private Corpus corpus() throws IOException {
    return Corpus.of(keep(comments, CommentFile::read, this::readComments), limit);
  }

  private List<Comment> readComments() throws IOException {
    return steps.run(
        "Reading " + source.what(),
        parts -> {
          List<Comment> all = source.reader().read(parts);
          CommentFile.write(comments, all);
          return all;
        },
        all -> count(all.size(), source.unit()));
  }

  /** The folder of the Lucene index, with everything a query needs but the embedding. */
  Path index() throws IOException {
    Path index = folder.resolve("index-" + CodePrint.ofKith());
    if (Files.exists(index)) {
      return index;
    }
    Vectors rows = vectors();
    List<Comment> documents = corpus().all();
    removeIndexes();
    Path unfinished = Files.createTempDirectory(folder, "unfinished");
    steps.run(
        "Indexing text, vectors, metadata",
        parts -> {
          DemoIndex.write(unfinished, documents, rows, parts);
          return documents;
        },
        made -> count(made.size(), "documents"));
    return Files.move(unfinished, index);
  }

  private static String count(int count, String things) {
    return String.format(Locale.ROOT, "%,d %s", count, things);
  }

  /** What other builds of Kith wrote, and what was never finished, is of no use any more. */
  private void removeIndexes() throws IOException {
    try (DirectoryStream<Path> old =
        Files.newDirectoryStream(folder, "{index,unfinished,table}*")) {
      for (Path path : old) {
        IOUtils.rm(path);
      }
    }
  }

  /**
   * Kith beside Lucene on these vectors.
   *
   * @param again measures even when a run of the same code has
   * @param rounds samples of each rate
   */
  DemoTable table(boolean again, int rounds) throws IOException {
    Path file = folder.resolve("table-" + CodePrint.ofKith() + ".json");
    if (Files.exists(file) && !again) {
      return DemoTable.read(file);
    }
    DataSet data = dataSet();
    steps.say("");
    return steps.run(
        "Measuring Kith and Lucene",
        parts -> DemoTable.measure(file, data, cache, rounds),
        made -> count(rounds, "rounds"));
  }

  private <T> T keep(Path file, Reading<T> reading, Making<T> making) throws IOException {
    if (Files.exists(file)) {
      try {
        return reading.read(file);
      } catch (CorruptIndexException e) {
        steps.say("  A damaged file of an earlier run is made anew: " + e.getMessage());
      }
    }
    return making.make();
  }
}
