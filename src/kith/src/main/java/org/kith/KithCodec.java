package org.kith;

import java.util.Objects;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.FilterCodec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;

/// Another codec, by default Lucene's own, with Kith for every vector field:
///
/// ```java
/// IndexWriterConfig config = new IndexWriterConfig(analyzer).setCodec(new KithCodec());
/// ```
///
/// It keeps the name of the codec it wraps. Segments record the vectors format of each field beside
/// it, as always, so an index opens wherever Kith's jar is on the class path, without
/// configuration; and with any other codec set, merges move the vectors back to that codec's
/// format.
public final class KithCodec extends FilterCodec {
  private final KnnVectorsFormat perField;

  /// Lucene's default codec with the default format.
  public KithCodec() {
    this(new KithVectorsFormat());
  }

  /// Lucene's default codec with a format.
  ///
  /// @param format for all vector fields
  public KithCodec(KithVectorsFormat format) {
    this(Codec.getDefault(), format);
  }

  /// A codec with a format.
  ///
  /// @param delegate writes all that is not vectors. Its own vectors format must be chosen per
  ///   field, as Lucene's codecs do, because that is what reads the index where only the codec's
  ///   name is known
  /// @param format for all vector fields
  /// @throws IllegalArgumentException if the delegate has one vectors format for all fields
  public KithCodec(Codec delegate, KithVectorsFormat format) {
    super(delegate.getName(), delegate);
    Objects.requireNonNull(format, "format");
    if (!(delegate.knnVectorsFormat() instanceof PerFieldKnnVectorsFormat)) {
      throw new IllegalArgumentException(
          "codec '"
              + delegate.getName()
              + "' has the vectors format "
              + delegate.knnVectorsFormat()
              + " for all fields, so that it could not read another; it must choose per field");
    }
    perField =
        new PerFieldKnnVectorsFormat() {
          @Override
          public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
            return format;
          }
        };
  }

  @Override
  public KnnVectorsFormat knnVectorsFormat() {
    return perField;
  }
}
