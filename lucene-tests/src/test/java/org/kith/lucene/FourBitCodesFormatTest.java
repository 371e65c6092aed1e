package org.kith.lucene;

import org.apache.lucene.codecs.KnnVectorsFormat;

/// Lucene's tests with graphs that are built and walked on codes of four bits.
public class FourBitCodesFormatTest extends FormatTestCase {
  @Override
  protected KnnVectorsFormat format() {
    return SmallGraphsFormat.over("SQ4");
  }
}
