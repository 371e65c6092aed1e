package org.kith.lucene;

import org.apache.lucene.codecs.KnnVectorsFormat;

/// Lucene's tests with a graph in every segment.
public class SmallGraphsFormatTest extends FormatTestCase {
  @Override
  protected KnnVectorsFormat format() {
    return new SmallGraphsFormat();
  }
}
