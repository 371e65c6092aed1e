package org.kith.tools.bench;

/** Reads specs: those that name Lucene are Lucene's, all others are Kith's. */
final class Contenders {
  private Contenders() {}

  static Contender parse(String spec) {
    return spec.strip().startsWith(LuceneSpec.PREFIX)
        ? LuceneSpec.parse(spec)
        : KithContender.parse(spec);
  }
}
