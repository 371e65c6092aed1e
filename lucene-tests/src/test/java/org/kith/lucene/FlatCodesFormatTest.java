package org.kith.lucene;

import org.apache.lucene.codecs.KnnVectorsFormat;
import org.kith.KithVectorsFormat;

/// Lucene's tests with scans over codes.
public class FlatCodesFormatTest extends FormatTestCase {
  @Override
  protected KnnVectorsFormat format() {
    return KithVectorsFormat.of("Flat,SQ8,RFlat");
  }
}
