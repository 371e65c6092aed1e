package org.kith;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;

/// Random documents under the metric `huber(0.5)`, and the truth about them. Every fifth has no
/// vector; those that can be divided by 3 carry a word.
final class HuberIndex {
  static final String SPEC = "HNSW16,Flat;metric=huber(0.5)";
  static final int COUNT = 2000;
  private static final int DIMS = 6;

  final MetricIndex index = new MetricIndex();
  final BitSet live = new BitSet();
  private final float[][] vectors = new float[COUNT][];
  private final Random random;

  HuberIndex(long seed) {
    random = new Random(seed);
    for (int id = 0; id < COUNT; id++) {
      if (id % 5 != 4) {
        vectors[id] = query();
        live.set(id);
      }
    }
  }

  float[] query() {
    float[] vector = new float[DIMS];
    for (int i = 0; i < DIMS; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return vector;
  }

  /// Adds all documents.
  void write(IndexWriterConfig config, int segments) throws IOException {
    try (IndexWriter writer =
        new IndexWriter(index.directory, config.setMergePolicy(NoMergePolicy.INSTANCE))) {
      for (int id = 0; id < COUNT; id++) {
        Document document =
            vectors[id] == null
                ? MetricIndex.document(id)
                : MetricIndex.document(id, null, vectors[id]);
        if (id % 3 == 0) {
          document.add(new StringField("word", "three", Field.Store.NO));
        }
        writer.addDocument(document);
        if (id % (COUNT / segments) == COUNT / segments - 1) {
          writer.flush();
        }
      }
    }
  }

  static float distance(float[] a, float[] b) {
    return new Huber(1).distance(a, b, 0.5);
  }

  float distance(float[] query, int id) {
    return distance(query, vectors[id]);
  }

  /// Live documents among some, the nearest first.
  List<Integer> nearest(float[] query, BitSet among) {
    Stream<Integer> ids = live.stream().filter(among::get).boxed();
    return ids.sorted(
            Comparator.<Integer>comparingDouble(id -> distance(query, id))
                .thenComparingInt(id -> id))
        .toList();
  }

  static BitSet every(int step) {
    BitSet set = new BitSet();
    for (int id = 0; id < COUNT; id += step) {
      set.set(id);
    }
    return set;
  }

  /// Ids of hits, in their order, after checking their scores.
  List<Integer> hits(IndexReader reader, float[] query, Query by) throws IOException {
    IndexSearcher searcher = new IndexSearcher(reader);
    List<Integer> ids = new ArrayList<>();
    for (ScoreDoc hit : searcher.search(by, COUNT).scoreDocs) {
      int id = searcher.storedFields().document(hit.doc).getField("id").numericValue().intValue();
      assertEquals(1 / (1 + distance(query, id)), hit.score, 1e-6f);
      assertTrue(live.get(id));
      ids.add(id);
    }
    return ids;
  }

  /// Which share of the true ones was found.
  static double share(List<Integer> found, List<Integer> truth) {
    Set<Integer> both = new HashSet<>(truth);
    both.retainAll(found);
    return (double) both.size() / truth.size();
  }
}
