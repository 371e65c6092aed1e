package org.kith.lucene;

import org.apache.lucene.codecs.KnnVectorsFormat;
import org.kith.KithVectorsFormat;

/// Lucene's tests with scans over codes of one bit, whose error says which vectors to look at.
public class FlatOneBitCodesFormatTest extends FormatTestCase {
  @Override
  protected KnnVectorsFormat format() {
    return KithVectorsFormat.of("Flat,RaBitQ,RFlat");
  }
}
