package org.kith.lucene;

import org.apache.lucene.codecs.KnnVectorsFormat;

/// Lucene's tests with a graph in every segment, and all files read in place.
public class MappedFormatTest extends FormatTestCase {
  @Override
  protected KnnVectorsFormat format() {
    return new MappedFormat();
  }
}
