package org.kith.spec;

/// One of the comma-separated parts of a spec; `toString()` is its canonical text.
public sealed interface Part permits Transform, Structure, Code, Refinement {}
