package org.kith.format;

import java.util.List;
import org.kith.spec.Spec;

/// What a format may write a field with: the first that is meant for its dimensions and serves its
/// metric. They differ in nothing but codes.
///
/// @param options at least one, the last of them for all dimensions
public record SpecChoice(List<Option> options) {
  /// A spec, and the fields that it is for.
  ///
  /// @param spec what is written
  /// @param fromDims their fewest dimensions
  public record Option(Spec spec, int fromDims) {}

  /// Copies the list.
  public SpecChoice {
    options = List.copyOf(options);
  }

  /// No choice.
  ///
  /// @param spec for all fields
  /// @return the only one
  public static SpecChoice of(Spec spec) {
    return new SpecChoice(List.of(new Option(spec, 1)));
  }

  /// Those for some dimensions, the best first.
  ///
  /// @param dims at least 1
  /// @return at least one
  public List<Spec> forDims(int dims) {
    return options.stream().filter(option -> option.fromDims <= dims).map(Option::spec).toList();
  }
}
