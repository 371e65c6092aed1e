package org.kith.tools.bench;

import org.apache.lucene.search.KnnByteVectorQuery;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.knn.KnnSearchStrategy;
import org.kith.search.KithKnnQuery;

/**
 * A query vector in the encoding of the field.
 *
 * @param floats null in a field of bytes
 * @param bytes null in a field of floats
 */
record Target(float[] floats, byte[] bytes) {
  /** Lucene's own query for the k nearest documents. */
  Query nearest(int k, KnnSearchStrategy strategy) {
    return floats != null
        ? new KnnFloatVectorQuery(FieldData.VECTOR, floats, k, null, strategy)
        : new KnnByteVectorQuery(FieldData.VECTOR, bytes, k, null, strategy);
  }

  /** Kith's query for the same. */
  Query nearestShared(int k, KnnSearchStrategy strategy) {
    return floats != null
        ? KithKnnQuery.of(FieldData.VECTOR, floats, k, null, strategy)
        : KithKnnQuery.of(FieldData.VECTOR, bytes, k, null, strategy);
  }
}
