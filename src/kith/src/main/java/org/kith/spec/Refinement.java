package org.kith.spec;

import java.util.Objects;

/// A second, finer look at the candidates: `RFlat` by the raw vectors, `Refine(SQ8)` by a code.
///
/// @param code what candidates are scored by again
public record Refinement(Code code) implements Part {
  /// Refuses null.
  public Refinement {
    Objects.requireNonNull(code, "code");
  }

  @Override
  public String toString() {
    return code instanceof Code.Flat ? "RFlat" : "Refine(" + code + ")";
  }
}
