package org.kith.tools.demo;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The words of a corpus, document by document.
 *
 * @param heldOut of the comments held out
 * @param base of the others
 */
record CorpusWords(List<List<String>> heldOut, List<List<String>> base) {

  /** Takes all comments apart; equal words are one object, or they would fill the heap. */
  static CorpusWords of(Corpus corpus) {
    Map<String, String> known = new ConcurrentHashMap<>();
    try (Words words = new Words()) {
      return new CorpusWords(
          words(corpus.heldOut(), words, known), words(corpus.base(), words, known));
    }
  }

  private static List<List<String>> words(
      List<Comment> comments, Words words, Map<String, String> known) {
    return comments.parallelStream()
        .map(comment -> words.of(comment.words()))
        .map(list -> list.stream().map(word -> known.computeIfAbsent(word, w -> w)).toList())
        .toList();
  }

  /** Writes the vectors, those held out first, as rows of little-endian floats. */
  void writeVectors(Path file, Embedding embedding) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      writeVectors(out, embedding, heldOut);
      writeVectors(out, embedding, base);
    }
  }

  private static void writeVectors(
      OutputStream out, Embedding embedding, List<List<String>> documents) throws IOException {
    int dims = embedding.dims();
    ByteBuffer row = ByteBuffer.allocate(dims * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (List<String> document : documents) {
      float[] vector = embedding.embed(document);
      row.asFloatBuffer().put(vector != null ? vector : firstAxis(dims));
      out.write(row.array());
    }
  }

  /** Stands for a text without any known word: a cosine needs a direction. */
  private static float[] firstAxis(int dims) {
    float[] vector = new float[dims];
    vector[0] = 1;
    return vector;
  }
}
