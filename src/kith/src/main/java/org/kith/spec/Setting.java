package org.kith.spec;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The keys that every spec understands, with the names that other libraries have for them.
enum Setting {
  /// Faiss, hnswlib, OpenSearch.
  METRIC("metric", "metric_type", "space", "space_type"),
  /// hnswlib and OpenSearch, ann-benchmarks, usearch, Lucene.
  EF_CONSTRUCTION(
      "efConstruction", "ef_construction", "efc", "expansion_add", "beamWidth", "beam_width"),
  /// OpenSearch, hnswlib, usearch.
  EF_SEARCH("efSearch", "ef_search", "ef", "expansion_search"),
  /// OpenSearch, Faiss.
  OVERSAMPLE("oversample", "oversample_factor", "k_factor"),
  /// hnswlib.
  SEED("seed", "random_seed"),
  /// The number of HNSW16 as a setting: hnswlib, OpenSearch, usearch, Lucene.
  M("M", "m", "connectivity", "maxConn");

  private final String key;
  private final List<String> aliases;

  Setting(String key, String... aliases) {
    this.key = key;
    this.aliases = List.of(aliases);
  }

  static Optional<Setting> of(String key) {
    return Arrays.stream(values())
        .filter(setting -> setting.key.equals(key) || setting.aliases.contains(key))
        .findFirst();
  }

  /// The keys of the canonical string, where M is part of the structure.
  static Stream<String> keys() {
    return Arrays.stream(values()).filter(setting -> setting != M).map(Setting::toString);
  }

  /// The canonical key.
  @Override
  public String toString() {
    return key;
  }
}
