package org.kith.lucene;

import org.apache.lucene.codecs.KnnVectorsFormat;
import org.kith.KithVectorsFormat;

/// Lucene's tests under a metric that Lucene does not have, and that takes floats and bytes.
public class MetricFormatTest extends FormatTestCase {
  @Override
  protected KnnVectorsFormat format() {
    return KithVectorsFormat.of("HNSW16,Flat;metric=l1");
  }
}
