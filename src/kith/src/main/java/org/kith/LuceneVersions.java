package org.kith;

import org.apache.lucene.util.Version;

/// Which Lucenes this version of Kith was tested with. Interfaces of vectors formats change in
/// minor releases, and some changes would only show as broken segments.
final class LuceneVersions {
  private static final int MAJOR = 10;
  private static final int FIRST_MINOR = 5;
  private static final int LAST_MINOR = 6;

  /// Refuses another Lucene.
  ///
  /// @throws LinkageError in one sentence
  static void check(Version lucene) {
    if (lucene.major != MAJOR || lucene.minor < FIRST_MINOR || lucene.minor > LAST_MINOR) {
      throw new LinkageError(
          "This version of Kith works with Lucene 10.5 and 10.6, but found Lucene " + lucene + ".");
    }
  }

  private LuceneVersions() {}
}
