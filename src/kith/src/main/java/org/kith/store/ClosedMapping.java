package org.kith.store;

import java.util.stream.Stream;
import org.apache.lucene.store.AlreadyClosedException;
import org.kith.kernel.Rows;

/// Says in Lucene's words that an index was closed under a reader.
public final class ClosedMapping {

  /// What to throw instead of an exception from reading rows in place.
  ///
  /// @param cause an access to memory of a closed mapping, or any other wrong state
  /// @param rows all that may have been read; some may be mapped and others not
  /// @return an [AlreadyClosedException] if any rows' memory is gone, else the cause itself
  public static RuntimeException translate(IllegalStateException cause, Stream<Rows> rows) {
    boolean closed =
        rows.map(Rows::segment).anyMatch(segment -> segment != null && !segment.scope().isAlive());
    return closed ? new AlreadyClosedException("the index is closed", cause) : cause;
  }

  private ClosedMapping() {}
}
