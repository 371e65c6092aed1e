package org.kith.lucene;

import com.carrotsearch.randomizedtesting.annotations.Repeat;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnByteVectorField;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.tests.index.BaseKnnVectorsFormatTestCase;
import org.apache.lucene.tests.util.TestUtil;

/// What Lucene asks of every vectors format, asked of one of ours. To the random documents of its
/// tests come sparse fields of every similarity, with vectors of any length.
@Repeat(iterations = 4)
public abstract class FormatTestCase extends BaseKnnVectorsFormatTestCase {

  /// The format under test.
  protected abstract KnnVectorsFormat format();

  @Override
  protected Codec getCodec() {
    return TestUtil.alwaysKnnVectorsFormat(format());
  }

  @Override
  protected void addRandomFields(Document doc) {
    super.addRandomFields(doc);
    for (VectorSimilarityFunction similarity : VectorSimilarityFunction.values()) {
      if (random().nextBoolean()) {
        doc.add(new KnnFloatVectorField("f" + similarity, Draw.floats(random(), 17), similarity));
      }
      if (random().nextBoolean()) {
        doc.add(new KnnByteVectorField("b" + similarity, Draw.bytes(random(), 17), similarity));
      }
    }
  }

  @Override
  protected boolean supportsFloatVectorFallback() {
    return false;
  }
}
