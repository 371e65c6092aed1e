package org.kith.lucene;

import java.util.Random;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.simpletext.SimpleTextCodec;
import org.apache.lucene.tests.util.TestUtil;
import org.kith.KithCodec;
import org.kith.KithVectorsFormat;

/// Codecs that an index may have been written with.
public final class Codecs {
  private Codecs() {}

  /// Mostly one of ours, sometimes Lucene's or one that nobody else's code can look into.
  public static Codec any(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> TestUtil.getDefaultCodec();
      case 1 -> random.nextInt(5) == 0 ? new SimpleTextCodec() : kith("HNSW16,Flat");
      case 2 -> kith(random.nextBoolean() ? "Flat" : "HNSW16,RaBitQ2,Refine(SQ8)");
      case 3 -> new KithTestCodec();
      case 4 -> always(new CheckingFormat());
      case 5 -> always(new MappedFormat());
      default -> always(new SmallGraphsFormat());
    };
  }

  /// What an application sets.
  public static Codec kith(String spec) {
    return new KithCodec(TestUtil.getDefaultCodec(), KithVectorsFormat.of(spec));
  }

  /// A format for all fields of a codec that checks everything else.
  public static Codec always(KnnVectorsFormat format) {
    return TestUtil.alwaysKnnVectorsFormat(format);
  }
}
