package org.kith.lucene;

import org.apache.lucene.codecs.KnnVectorsFormat;

/// Lucene's tests with every call, hit and score checked on its way.
public class CheckingFormatTest extends FormatTestCase {
  @Override
  protected KnnVectorsFormat format() {
    return new CheckingFormat();
  }
}
