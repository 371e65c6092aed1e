package org.kith.lucene;

import java.util.List;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.FilterCodec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.tests.util.TestUtil;
import org.kith.KithVectorsFormat;

/// The codec `KithTest`, for `-Dtests.codec=KithTest`: Lucene's, with one of our formats for each
/// vector field, chosen by the field's name.
public final class KithTestCodec extends FilterCodec {
  /// Its name.
  public static final String NAME = "KithTest";

  private static final List<KnnVectorsFormat> FORMATS =
      List.of(
          new KithVectorsFormat(),
          KithVectorsFormat.of("Flat"),
          new SmallGraphsFormat(),
          new MappedFormat(),
          new CheckingFormat());

  private final KnnVectorsFormat perField =
      new PerFieldKnnVectorsFormat() {
        @Override
        public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
          return FORMATS.get(Math.floorMod(field.hashCode(), FORMATS.size()));
        }
      };

  /// As Lucene makes it.
  public KithTestCodec() {
    this(TestUtil.getDefaultCodec());
  }

  private KithTestCodec(Codec delegate) {
    super(NAME, delegate);
  }

  @Override
  public KnnVectorsFormat knnVectorsFormat() {
    return perField;
  }
}
