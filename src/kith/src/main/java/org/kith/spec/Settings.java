package org.kith.spec;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.Predicate;

/// The numbers that a structure is built and searched with.
///
/// @param efConstruction width of the candidate list while building, 4..3200, by default 100
/// @param efSearch breadth of searches, about how many candidates one keeps, 1..100000, by default
///   64
/// @param oversample candidates kept for each result before refining, 1..1000, by default 1
/// @param seed where everything random starts from, any long, by default 42
/// @param own settings that only the spec's structure or metric understands, by name; each value is
///   a name or a number
public record Settings(
    int efConstruction, int efSearch, double oversample, long seed, SortedMap<String, String> own) {

  /// What holds where a spec is silent.
  public static final Settings DEFAULT = new Settings(100, 64, 1, 42, Collections.emptySortedMap());

  /// Refuses numbers out of range, and own settings by the name of a common one.
  public Settings {
    Bounds.EF_CONSTRUCTION.check(efConstruction);
    Bounds.EF_SEARCH.check(efSearch);
    Bounds.OVERSAMPLE.check(oversample);
    own = canonical(own);
  }

  private static SortedMap<String, String> canonical(Map<String, String> own) {
    SortedMap<String, String> copy = new TreeMap<>();
    own.forEach((key, value) -> copy.put(OwnSettings.checkKey(key), Scanner.canonicalValue(value)));
    return Collections.unmodifiableSortedMap(copy);
  }

  /// These settings with some of the own ones.
  Settings onlyOwn(Predicate<String> key) {
    SortedMap<String, String> kept = new TreeMap<>(own);
    kept.keySet().removeIf(key.negate());
    return new Settings(efConstruction, efSearch, oversample, seed, kept);
  }

  /// These settings as a spec shows them: in fixed order, without those that equal `silent`'s.
  String text(Settings silent) {
    StringJoiner text = new StringJoiner(";");
    if (silent == null || efConstruction != silent.efConstruction) {
      text.add(Setting.EF_CONSTRUCTION + "=" + efConstruction);
    }
    if (silent == null || efSearch != silent.efSearch) {
      text.add(Setting.EF_SEARCH + "=" + efSearch);
    }
    if (silent == null || oversample != silent.oversample) {
      text.add(Setting.OVERSAMPLE + "=" + Decimal.text(oversample));
    }
    if (silent == null || seed != silent.seed) {
      text.add(Setting.SEED + "=" + seed);
    }
    own.forEach((key, value) -> text.add(key + "=" + value));
    return text.toString();
  }

  /// All settings, defaults included.
  @Override
  public String toString() {
    return text(null);
  }
}
