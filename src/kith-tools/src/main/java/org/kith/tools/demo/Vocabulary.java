package org.kith.tools.demo;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The words that occur in enough documents, and how much each of them tells. */
final class Vocabulary {
  private final List<String> words;
  private final float[] weights;
  private final Map<String, Integer> ordinals;

  /**
   * @param words in the order of their ordinals
   * @param weights the inverse document frequency of each
   */
  Vocabulary(List<String> words, float[] weights) {
    this.words = words;
    this.weights = weights;
    this.ordinals = HashMap.newHashMap(words.size());
    for (int i = 0; i < weights.length; i++) {
      ordinals.put(words.get(i), i);
    }
  }

  /** The words that at least so many of the documents have, in alphabetical order. */
  static Vocabulary of(Collection<List<String>> documents, int minDocuments) {
    Map<String, Integer> frequencies = new HashMap<>();
    for (List<String> document : documents) {
      for (String word : new HashSet<>(document)) {
        frequencies.merge(word, 1, Integer::sum);
      }
    }
    frequencies.values().removeIf(frequency -> frequency < minDocuments);
    List<String> words = frequencies.keySet().stream().sorted().toList();
    float[] weights = new float[words.size()];
    for (int i = 0; i < weights.length; i++) {
      // StrictMath: the same bits on every processor
      weights[i] = (float) StrictMath.log((1.0 + documents.size()) / frequencies.get(words.get(i)));
    }
    return new Vocabulary(words, weights);
  }

  int size() {
    return weights.length;
  }

  List<String> words() {
    return words;
  }

  float[] weights() {
    return weights;
  }

  /**
   * TF-IDF of a document: by ordinal (1 + ln count) times the word's weight, scaled to length 1.
   * Empty when no word is known.
   */
  TreeMap<Integer, Float> weigh(List<String> document) {
    TreeMap<Integer, Integer> counts = new TreeMap<>();
    for (String word : document) {
      Integer ordinal = ordinals.get(word);
      if (ordinal != null) {
        counts.merge(ordinal, 1, Integer::sum);
      }
    }
    TreeMap<Integer, Float> weighed = new TreeMap<>();
    double square = 0;
    for (var entry : counts.entrySet()) {
      double weight = (1 + StrictMath.log(entry.getValue())) * weights[entry.getKey()];
      weighed.put(entry.getKey(), (float) weight);
      square += weight * weight;
    }
    float length = (float) Math.sqrt(square);
    weighed.replaceAll((_, weight) -> weight / length);
    return weighed;
  }
}
