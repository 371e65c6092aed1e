package org.kith.lucene;

import org.apache.lucene.codecs.KnnVectorsFormat;
import org.kith.KithVectorsFormat;

/// Lucene's tests of the default format: graphs where they pay.
public class HnswFormatTest extends FormatTestCase {
  @Override
  protected KnnVectorsFormat format() {
    return new KithVectorsFormat();
  }
}
