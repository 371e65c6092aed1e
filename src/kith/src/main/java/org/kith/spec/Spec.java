package org.kith.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/// All that a vector field's index is made of, in one string: `QG32,RaBitQ2,RFlat;metric=cos`. The
/// package's page has the grammar.
///
/// @param transforms what is done to the vectors first, in order; often nothing
/// @param structure how neighbours are found
/// @param code what the structure compares
/// @param refinement what candidates are scored by again, or empty
/// @param metric what a distance means, or empty where the field's own similarity holds
/// @param settings numbers to build and search with
public record Spec(
    List<Transform> transforms,
    Structure structure,
    Code code,
    Optional<Refinement> refinement,
    Optional<MetricSpec> metric,
    Settings settings) {

  /// Refuses settings that neither the structure nor the metric understands.
  public Spec {
    transforms = List.copyOf(transforms);
    Objects.requireNonNull(structure, "structure");
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(refinement, "refinement");
    Objects.requireNonNull(metric, "metric");
    checkOwn(settings, structure, metric);
  }

  private static void checkOwn(
      Settings settings, Structure structure, Optional<MetricSpec> metric) {
    for (Map.Entry<String, String> own : settings.own().entrySet()) {
      if (!OwnSettings.known(own.getKey(), structure, metric)) {
        throw new IllegalArgumentException(
            "unknown setting '"
                + own.getKey()
                + "', expected one of "
                + OwnSettings.keys(structure));
      }
      OwnSettings.checkValue(own.getKey(), own.getValue(), structure);
    }
  }

  /// Reads a spec.
  ///
  /// @param text for example `HNSW16,Flat;efConstruction=200`; spaces do not matter, case does
  /// @return what it says, with defaults where it is silent
  /// @throws SpecException if it cannot be understood, with the offending part marked
  public static Spec parse(String text) {
    return new Parser(Objects.requireNonNull(text, "text")).read();
  }

  /// Starts a spec from typed parts.
  ///
  /// @return a builder with defaults everywhere
  public static SpecBuilder builder() {
    return new SpecBuilder();
  }

  /// This spec with another metric. Settings that only a user's metric understands go with the one
  /// they were given for.
  ///
  /// @param newMetric what a distance means
  /// @return a spec like this
  public Spec withMetric(MetricSpec newMetric) {
    Optional<MetricSpec> changed = Optional.of(newMetric);
    if (metric.equals(changed)) {
      return this;
    }
    Settings kept = settings.onlyOwn(key -> OwnSettings.known(key, structure, Optional.empty()));
    return new Spec(transforms, structure, code, refinement, changed, kept);
  }

  /// The parts of the canonical string, in order. Flat search of raw vectors is one part, `Flat`.
  ///
  /// @return transforms, structure, code, refinement
  public List<Part> parts() {
    List<Part> parts = new ArrayList<>(transforms);
    parts.add(structure);
    if (!(structure instanceof Structure.Flat && code instanceof Code.Flat)) {
      parts.add(code);
    }
    refinement.ifPresent(parts::add);
    return parts;
  }

  /// The spec with every default in force written out: what an index keeps, so that it is read with
  /// what it was written with whatever the defaults are by then.
  ///
  /// @return a string that parses to an equal spec
  public String inFull() {
    return text(settings.toString());
  }

  /// The canonical string: parses to an equal spec, and is the same for equal specs. Settings that
  /// have their default are left out.
  @Override
  public String toString() {
    return text(settings.text(Settings.DEFAULT));
  }

  private String text(String numbers) {
    String text = parts().stream().map(Part::toString).collect(Collectors.joining(","));
    if (metric.isPresent()) {
      text += ";" + Setting.METRIC + "=" + metric.get();
    }
    return numbers.isEmpty() ? text : text + ";" + numbers;
  }
}
