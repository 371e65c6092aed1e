package org.kith.spec;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Settings that only one structure understands, or a user's metric.
final class OwnSettings {

  private static Map<String, Bounds> of(Structure structure) {
    return structure instanceof Structure.Vamana ? Map.of("alpha", Bounds.ALPHA) : Map.of();
  }

  /// All keys that a spec with this structure and a built-in metric understands.
  static List<String> keys(Structure structure) {
    return Stream.concat(Setting.keys(), of(structure).keySet().stream()).toList();
  }

  /// Whether the structure or the metric understands the key. Those of a user's metric are not
  /// known here: all are taken, except what looks like a slip of the pen.
  static boolean known(String key, Structure structure, Optional<MetricSpec> metric) {
    boolean usersMetric = metric.isPresent() && !metric.get().builtIn();
    return of(structure).containsKey(key)
        || (usersMetric && Spelling.nearest(key, keys(structure)).isEmpty());
  }

  /// Returns the key if it may name an own setting.
  static String checkKey(String key) {
    if (!Scanner.isName(key) || Setting.of(key).isPresent()) {
      throw new IllegalArgumentException("'" + key + "' cannot name a setting of one's own");
    }
    return key;
  }

  /// Refuses a value that the structure cannot take.
  static void checkValue(String key, String value, Structure structure) {
    Bounds bounds = of(structure).get(key);
    if (bounds == null) {
      return;
    }
    if (Scanner.isName(value)) {
      throw bounds.outside("'" + value + "'");
    }
    bounds.check(Double.parseDouble(value));
  }

  private OwnSettings() {}
}
