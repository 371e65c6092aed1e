package org.kith.lucene;

import org.apache.lucene.codecs.KnnVectorsFormat;
import org.kith.KithVectorsFormat;

/// Lucene's tests of the format that chooses by itself.
public class DefaultFormatTest extends FormatTestCase {
  @Override
  protected KnnVectorsFormat format() {
    return new KithVectorsFormat();
  }
}
