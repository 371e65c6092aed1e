package org.kith.lucene;

import org.apache.lucene.codecs.KnnVectorsFormat;

/// Lucene's tests with walks on codes of two bits, whose finds are scored again by codes of eight.
public class RefinedCodesFormatTest extends FormatTestCase {
  @Override
  protected KnnVectorsFormat format() {
    return SmallGraphsFormat.over("RaBitQ2", "Refine(SQ8)");
  }
}
