package org.kith.lucene;

import org.apache.lucene.codecs.KnnVectorsFormat;

/// Lucene's tests with graphs of one layer.
public class SingleLayerFormatTest extends FormatTestCase {
  @Override
  protected KnnVectorsFormat format() {
    return SmallGraphsFormat.ofOneLayer();
  }
}
