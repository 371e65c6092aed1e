package org.kith.lucene;

import org.apache.lucene.codecs.KnnVectorsFormat;
import org.kith.KithVectorsFormat;

/// Lucene's tests of graphs over raw vectors, where they pay.
public class HnswFormatTest extends FormatTestCase {
  @Override
  protected KnnVectorsFormat format() {
    return KithVectorsFormat.of("HNSW16,Flat");
  }
}
