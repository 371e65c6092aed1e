package org.kith.lucene;

import java.util.List;
import java.util.Random;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.simpletext.SimpleTextCodec;
import org.apache.lucene.tests.util.TestUtil;
import org.kith.KithCodec;
import org.kith.KithVectorsFormat;

/// Codecs that an index may have been written with.
public final class Codecs {
  /// Specs with codes of every kind, walked and scanned.
  public static final List<String> CODED =
      List.of(
          "HNSW16,SQ4,RFlat",
          "HNSW16,SQ8,RFlat",
          "HNSW16,RaBitQ2,RFlat",
          "HNSW16,RaBitQ,RFlat",
          "NSW32,RaBitQ2,RFlat",
          "Flat,RaBitQ,RFlat");

  private static final List<String> CODES = List.of("SQ4", "SQ8", "RaBitQ", "RaBitQ2");

  private Codecs() {}

  /// Mostly one of ours, sometimes Lucene's or one that nobody else's code can look into.
  public static Codec any(Random random) {
    return switch (random.nextInt(10)) {
      case 0 -> TestUtil.getDefaultCodec();
      case 1 -> random.nextInt(5) == 0 ? new SimpleTextCodec() : kith("HNSW16,Flat");
      case 2 -> kith(random.nextBoolean() ? "Flat" : "HNSW16,RaBitQ2,Refine(SQ8)");
      case 3 -> new KithTestCodec();
      case 4 -> always(new CheckingFormat());
      case 5 -> always(new MappedFormat());
      case 6 -> kith(CODED.get(random.nextInt(CODED.size())));
      case 7 -> always(SmallGraphsFormat.over(CODES.get(random.nextInt(CODES.size()))));
      case 8 -> always(SmallGraphsFormat.ofOneLayer());
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
