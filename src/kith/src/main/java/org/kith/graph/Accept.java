package org.kith.graph;

/** The ordinals that may be results: those that live and that a filter lets through. */
public interface Accept {
  /** Whether this one may be a result. */
  boolean accepts(int ordinal);
}
