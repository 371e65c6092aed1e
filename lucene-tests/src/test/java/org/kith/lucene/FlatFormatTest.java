package org.kith.lucene;

import org.apache.lucene.codecs.KnnVectorsFormat;
import org.kith.KithVectorsFormat;

/// Lucene's tests of vectors without a graph.
public class FlatFormatTest extends FormatTestCase {
  @Override
  protected KnnVectorsFormat format() {
    return KithVectorsFormat.of("Flat");
  }
}
