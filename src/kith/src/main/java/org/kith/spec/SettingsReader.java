package org.kith.spec;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads the settings behind the parts, and completes the spec.
final class SettingsReader {
  private final Scanner scanner;
  private final SpecBuilder builder;
  private final Structure structure;
  private final boolean numbered;
  private final Set<String> given = new HashSet<>();
  private Optional<MetricSpec> metric = Optional.empty();

  /// @param numbered whether the spec gives the structure's number, so that `M=` may not change it
  SettingsReader(Scanner scanner, SpecBuilder builder, Structure structure, boolean numbered) {
    this.scanner = scanner;
    this.builder = builder;
    this.structure = structure;
    this.numbered = numbered;
  }

  Spec read() {
    while (!scanner.atEnd()) {
      if (!scanner.accept(";")) {
        throw scanner.errorHere("expected ';' or the end");
      }
      setting();
    }
    return builder.build();
  }

  private void setting() {
    if (!scanner.nextName()) {
      throw scanner.errorHere("a setting is missing", expected());
    }
    int from = scanner.at();
    String key = scanner.name("a setting");
    Optional<Setting> setting = Setting.of(key);
    if (setting.isEmpty() && !OwnSettings.known(key, structure, metric)) {
      throw unknown(from, key);
    }
    if (!given.add(setting.map(Setting::toString).orElse(key))) {
      throw scanner.error(from, "'" + key + "' is given twice");
    }
    scanner.expect("=");
    if (setting.isPresent()) {
      value(setting.get(), from);
    } else {
      own(key);
    }
  }

  private void value(Setting setting, int keyFrom) {
    switch (setting) {
      case METRIC -> builder.metric(metric());
      case EF_CONSTRUCTION -> builder.efConstruction(scanner.number(Bounds.EF_CONSTRUCTION));
      case EF_SEARCH -> builder.efSearch(scanner.number(Bounds.EF_SEARCH));
      case OVERSAMPLE -> builder.oversample(scanner.decimal(Bounds.OVERSAMPLE));
      case SEED -> builder.seed(scanner.number("seed"));
      case M -> links(keyFrom);
    }
  }

  private MetricSpec metric() {
    metric = Optional.of(new MetricReader(scanner).read());
    return metric.get();
  }

  /// Reads M where it stands among the settings, as in most libraries, and not in the structure.
  private void links(int keyFrom) {
    int m = scanner.number(Bounds.M);
    Structure changed =
        scanner.marking(
            keyFrom,
            () ->
                switch (structure) {
                  case Structure.Hnsw _ -> new Structure.Hnsw(m);
                  case Structure.Nsw _ -> new Structure.Nsw(m);
                  default -> throw new IllegalArgumentException(structure + " has no M");
                });
    if (numbered && !changed.equals(structure)) {
      throw scanner.error(keyFrom, "M is given twice, here and in '" + structure + "'");
    }
    builder.structure(changed);
  }

  private void own(String key) {
    int from = scanner.at();
    String value = scanner.value(key);
    scanner.marking(
        from,
        () -> {
          OwnSettings.checkValue(key, value, structure);
          return builder.own(key, value);
        });
  }

  private SpecException unknown(int from, String key) {
    List<String> more = new ArrayList<>();
    more.add(expected());
    Optional<String> meant = Spelling.nearest(key, OwnSettings.keys(structure));
    if (meant.isPresent()) {
      more.add("did you mean " + meant.get() + "?");
    } else if (metric.isEmpty()) {
      more.add("settings of a metric of your own follow metric=");
    }
    return scanner.error(from, "unknown setting '" + key + "'", more.toArray(String[]::new));
  }

  private String expected() {
    return "expected a setting: " + String.join(", ", OwnSettings.keys(structure));
  }
}
