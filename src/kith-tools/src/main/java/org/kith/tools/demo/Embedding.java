package org.kith.tools.demo;

import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import org.ejml.data.FMatrixRMaj;

/**
 * Latent semantic analysis (Deerwester and others, 1990): texts become vectors of a few hundred
 * dimensions, in which words that occur in similar texts point the same way.
 *
 * <p>A word's vector is its row in the right singular vectors of the documents' TF-IDF matrix,
 * scaled to length 1: unscaled, words that few of the directions speak of would hardly count. A
 * text's vector is the sum of its words' by TF-IDF, scaled to length 1 again, for the documents
 * that the words were learned from and for later queries alike.
 */
final class Embedding {
  private static final int MIN_DOCUMENTS = 3;
  private static final long SEED = 20111;

  private final Vocabulary vocabulary;
  private final FMatrixRMaj wordVectors;

  /**
   * @param wordVectors one row a word, of {@link #dims} components
   */
  Embedding(Vocabulary vocabulary, FMatrixRMaj wordVectors) {
    this.vocabulary = vocabulary;
    this.wordVectors = wordVectors;
  }

  /**
   * Learns from documents, each the list of its words.
   *
   * @param dims of the vectors; fewer come out when the documents do not span so many
   */
  static Embedding learn(Collection<List<String>> documents, int dims, Parts parts) {
    parts.total(RandomizedSvd.parts() + 1L);
    Vocabulary vocabulary = Vocabulary.of(documents, MIN_DOCUMENTS);
    List<? extends SortedMap<Integer, Float>> rows =
        documents.parallelStream().map(vocabulary::weigh).toList();
    SparseMatrix matrix = SparseMatrix.of(rows, vocabulary.size());
    parts.done(1);
    FMatrixRMaj wordVectors = RandomizedSvd.of(matrix, dims, SEED, parts).rightVectors();
    for (int word = 0; word < vocabulary.size(); word++) {
      normalize(wordVectors.data, word * wordVectors.numCols, wordVectors.numCols);
    }
    return new Embedding(vocabulary, wordVectors);
  }

  int dims() {
    return wordVectors.numCols;
  }

  Vocabulary vocabulary() {
    return vocabulary;
  }

  FMatrixRMaj wordVectors() {
    return wordVectors;
  }

  /** The vector of a text given by its words, of length 1; null when it has no known word. */
  float[] embed(List<String> words) {
    SortedMap<Integer, Float> weights = vocabulary.weigh(words);
    float[] vector = new float[dims()];
    for (var entry : weights.entrySet()) {
      int from = entry.getKey() * vector.length;
      float weight = entry.getValue();
      for (int i = 0; i < vector.length; i++) {
        vector[i] += weight * wordVectors.data[from + i];
      }
    }
    return normalize(vector, 0, vector.length) ? vector : null;
  }

  /** Scales a part of the array to length 1; false when it is all zeros, which it remains. */
  private static boolean normalize(float[] data, int from, int count) {
    double square = 0;
    for (int i = from; i < from + count; i++) {
      square += (double) data[i] * data[i];
    }
    float scale = square > 0 ? (float) (1 / Math.sqrt(square)) : 0;
    for (int i = from; i < from + count; i++) {
      data[i] *= scale;
    }
    return square > 0;
  }
}
