package org.kith.graph;

import java.io.IOException;

/** The bytes of a graph make no sense: the files are damaged. */
public final class CorruptGraphException extends IOException {
  private static final long serialVersionUID = 1;

  /** Says what was found and what would have been right. */
  public CorruptGraphException(String message) {
    super(message);
  }
}
