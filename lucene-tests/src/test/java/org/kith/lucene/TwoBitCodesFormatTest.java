package org.kith.lucene;

import org.apache.lucene.codecs.KnnVectorsFormat;

/// Lucene's tests with graphs that are walked on codes of two bits.
public class TwoBitCodesFormatTest extends FormatTestCase {
  @Override
  protected KnnVectorsFormat format() {
    return SmallGraphsFormat.over("RaBitQ2");
  }
}
