package org.kith.metric;

import java.io.IOException;

/** A scorer whose query is one of the stored vectors, any of them in turn. */
public interface RowScorer extends Scorer {
  /** Makes the vector of {@code ordinal} the query. */
  void target(int ordinal) throws IOException;
}
