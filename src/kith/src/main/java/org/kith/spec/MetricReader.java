package org.kith.spec;

import java.util.ArrayList;
import java.util.List;
import org.kith.metric.Metrics;

/// Reads a metric: a name with arguments, or a weighted mean.
final class MetricReader {
  private final Scanner scanner;

  MetricReader(Scanner scanner) {
    this.scanner = scanner;
  }

  MetricSpec read() {
    int from = scanner.at();
    String name = name();
    return name.equals(Metrics.WEIGHTED) ? weighted() : named(from, name);
  }

  private String name() {
    if (!scanner.nextName()) {
      throw scanner.errorHere(
          "a metric is missing",
          "expected a metric: " + Metrics.list(),
          "or weighted({metric}[{from}:{to}]*{weight}+...), or the name of your own");
    }
    return scanner.name("a metric");
  }

  private MetricSpec.Named named(int from, String name) {
    List<String> arguments = scanner.accept("(") ? arguments() : List.of();
    return scanner.marking(from, () -> new MetricSpec.Named(name, arguments));
  }

  private List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    do {
      arguments.add(scanner.value("an argument"));
    } while (scanner.accept(","));
    scanner.expect(")");
    return arguments;
  }

  private MetricSpec weighted() {
    scanner.expect("(");
    List<MetricSpec.Slice> slices = new ArrayList<>();
    do {
      slices.add(slice());
    } while (scanner.accept("+"));
    scanner.expect(")");
    return new MetricSpec.Weighted(slices);
  }

  private MetricSpec.Slice slice() {
    int start = scanner.at();
    MetricSpec.Named metric = named(start, name());
    scanner.expect("[");
    int from = scanner.number(Bounds.SLICE_FROM);
    scanner.expect(":");
    int to = scanner.number(Bounds.SLICE_TO);
    scanner.expect("]");
    scanner.expect("*");
    double weight = scanner.decimal("weight");
    return scanner.marking(start, () -> new MetricSpec.Slice(metric, from, to, weight));
  }
}
