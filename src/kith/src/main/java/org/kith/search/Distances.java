package org.kith.search;

import java.io.IOException;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.kith.format.LeafDistances;
import org.kith.metric.Metric;

/// Turns scores into distances and back, by the metric that a field is indexed with.
public final class Distances {
  private Distances() {}

  /// The distances of hits, in the metric's unit. They are as precise as scores, which are floats,
  /// can say; [VectorTarget#distances] computes them anew.
  ///
  /// @param searcher that found the hits
  /// @param field whose vectors were searched
  /// @param hits with the scores that a vector query gave them: not boosted, not combined
  /// @return a distance for each hit, in their order
  /// @throws IllegalArgumentException if a hit's segment has no vectors of the field, or its metric
  ///   is missing
  /// @throws IOException if the index cannot be read
  public static double[] of(IndexSearcher searcher, String field, TopDocs hits) throws IOException {
    List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
    Metric[] metrics = new Metric[leaves.size()];
    double[] distances = new double[hits.scoreDocs.length];
    for (int i = 0; i < distances.length; i++) {
      ScoreDoc hit = hits.scoreDocs[i];
      int leaf = ReaderUtil.subIndex(hit.doc, leaves);
      if (metrics[leaf] == null) {
        metrics[leaf] = metric(leaves.get(leaf), field);
        if (metrics[leaf] == null) {
          throw new IllegalArgumentException(
              "document " + hit.doc + " has no vector in field '" + field + "'");
        }
      }
      distances[i] = metrics[leaf].distance(hit.score);
    }
    return distances;
  }

  /// The score of a distance, for queries of Lucene that ask for a least score, such as
  /// FloatVectorSimilarityQuery.
  ///
  /// @param searcher of the index
  /// @param field whose vectors will be searched
  /// @param distance in the metric's unit
  /// @return the score that vectors at that distance have
  /// @throws IllegalArgumentException if the index has no vectors of the field, or the segments'
  ///   metrics give different scores
  /// @throws IOException if the index cannot be read
  public static float score(IndexSearcher searcher, String field, double distance)
      throws IOException {
    Metric first = null;
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      Metric metric = metric(leaf, field);
      if (first == null) {
        first = metric;
      } else if (metric != null && !metric.name().equals(first.name())) {
        throw new IllegalArgumentException(
            "field '" + field + "' has segments of " + first.name() + " and of " + metric.name());
      }
    }
    if (first == null) {
      throw new IllegalArgumentException("no vectors in field '" + field + "'");
    }
    return first.score((float) distance);
  }

  private static Metric metric(LeafReaderContext leaf, String field) throws IOException {
    return LeafDistances.indexedWith(leaf.reader(), field);
  }
}
