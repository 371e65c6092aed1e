package org.kith.graph;

import java.io.IOException;

/** Asked often during long work: may it go on? */
@FunctionalInterface
public interface Checkpoint {
  /** Returns if work may go on; throws if it was cancelled. May be called by any thread. */
  void check() throws IOException;

  /** Asks at one in some thousand steps of a loop whose steps take less than a microsecond. */
  default void check(int step) throws IOException {
    if (step % 4096 == 0) {
      check();
    }
  }
}
