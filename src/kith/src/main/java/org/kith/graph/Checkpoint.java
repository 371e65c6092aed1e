package org.kith.graph;

import java.io.IOException;

/** Asked often during long work: may it go on? */
@FunctionalInterface
public interface Checkpoint {
  /** Returns if work may go on; throws if it was cancelled. May be called by any thread. */
  void check() throws IOException;
}
