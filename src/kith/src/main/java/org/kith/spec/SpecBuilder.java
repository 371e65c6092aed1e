package org.kith.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Builds a spec from typed parts instead of a string. Whatever is not set has its default; the
/// structure's is HNSW16, the code's the raw vectors.
///
///     Spec.builder().structure(new Structure.Hnsw(32)).efConstruction(200).build()
public final class SpecBuilder {
  private final List<Transform> transforms = new ArrayList<>();
  private Structure structure = new Structure.Hnsw(16);
  private Code code = new Code.Flat();
  private Optional<Refinement> refinement = Optional.empty();
  private Optional<MetricSpec> metric = Optional.empty();
  private int efConstruction = Settings.DEFAULT.efConstruction();
  private int efSearch = Settings.DEFAULT.efSearch();
  private double oversample = Settings.DEFAULT.oversample();
  private long seed = Settings.DEFAULT.seed();
  private final SortedMap<String, String> own = new TreeMap<>();

  SpecBuilder() {}

  /// Adds a transform behind those added before.
  ///
  /// @param transform what is done to the vectors next
  /// @return this
  public SpecBuilder transform(Transform transform) {
    transforms.add(Objects.requireNonNull(transform, "transform"));
    return this;
  }

  /// Sets how neighbours are found.
  ///
  /// @param structure by default HNSW16
  /// @return this
  public SpecBuilder structure(Structure structure) {
    this.structure = Objects.requireNonNull(structure, "structure");
    return this;
  }

  /// Sets what the structure compares.
  ///
  /// @param code by default the raw vectors
  /// @return this
  public SpecBuilder code(Code code) {
    this.code = Objects.requireNonNull(code, "code");
    return this;
  }

  /// Sets what candidates are scored by again.
  ///
  /// @param code the finer code, or the raw vectors; by default nothing is
  /// @return this
  public SpecBuilder refine(Code code) {
    this.refinement = Optional.of(new Refinement(code));
    return this;
  }

  /// Sets what a distance means.
  ///
  /// @param metric by default the similarity that the field has in Lucene
  /// @return this
  public SpecBuilder metric(MetricSpec metric) {
    this.metric = Optional.of(metric);
    return this;
  }

  /// Sets the width of the candidate list while building.
  ///
  /// @param efConstruction 4..3200, by default 100
  /// @return this
  public SpecBuilder efConstruction(int efConstruction) {
    this.efConstruction = Bounds.EF_CONSTRUCTION.check(efConstruction);
    return this;
  }

  /// Sets the breadth of searches: about how many candidates one keeps.
  ///
  /// @param efSearch 1..100000, by default 64
  /// @return this
  public SpecBuilder efSearch(int efSearch) {
    this.efSearch = Bounds.EF_SEARCH.check(efSearch);
    return this;
  }

  /// Sets how many candidates are kept for each result before refining.
  ///
  /// @param oversample 1..1000, by default 1
  /// @return this
  public SpecBuilder oversample(double oversample) {
    this.oversample = Bounds.OVERSAMPLE.check(oversample);
    return this;
  }

  /// Sets where everything random starts from.
  ///
  /// @param seed any number, by default 42
  /// @return this
  public SpecBuilder seed(long seed) {
    this.seed = seed;
    return this;
  }

  /// Sets something that only the structure or the user's metric understands.
  ///
  /// @param key its name
  /// @param value a name or a number
  /// @return this
  public SpecBuilder own(String key, String value) {
    own.put(OwnSettings.checkKey(key), Scanner.canonicalValue(value));
    return this;
  }

  /// The spec, the same that [Spec#parse] makes of its text.
  ///
  /// @return an immutable spec
  /// @throws IllegalArgumentException if neither structure nor metric understands an own setting
  public Spec build() {
    Settings settings = new Settings(efConstruction, efSearch, oversample, seed, own);
    return new Spec(transforms, structure, code, refinement, metric, settings);
  }
}
