package org.kith.spec;

import java.util.List;
import java.util.stream.Collectors;

/// What a distance means. The grammar takes any name: one that is not built in is that of a metric
/// that the user registers, and whether it is there is asked where the index is opened.
public sealed interface MetricSpec {

  /// Whether everything in it is built in, and nothing the user's own.
  ///
  /// @return false if a user's metric takes part
  boolean builtIn();

  /// A metric by name, with arguments: `cos`, `lp(1.5)`, or the user's `mine(2,fast)`.
  ///
  /// @param name the canonical name; the constructor takes those of other libraries too
  /// @param arguments names or numbers
  record Named(String name, List<String> arguments) implements MetricSpec {
    /// Makes the name canonical; refuses arguments that a built-in metric cannot take.
    public Named {
      if (!Scanner.isName(name) || name.equals(MetricNames.WEIGHTED)) {
        throw new IllegalArgumentException("'" + name + "' cannot name a metric");
      }
      name = MetricNames.canonical(name);
      arguments = arguments.stream().map(Scanner::canonicalValue).toList();
      checkArguments(name, arguments);
    }

    /// A metric with the arguments given one by one.
    ///
    /// @param name its name here or in another library
    /// @param arguments names or numbers
    public Named(String name, String... arguments) {
      this(name, List.of(arguments));
    }

    private static void checkArguments(String name, List<String> arguments) {
      boolean takesOne = name.equals(MetricNames.LP);
      if (takesOne && (arguments.size() != 1 || !positive(arguments.getFirst()))) {
        throw new IllegalArgumentException(
            "lp needs one argument, p above 0, got (" + String.join(",", arguments) + ")");
      }
      if (!takesOne && MetricNames.builtIn(name) && !arguments.isEmpty()) {
        throw new IllegalArgumentException(
            name + " has no arguments, got (" + String.join(",", arguments) + ")");
      }
    }

    private static boolean positive(String argument) {
      return !Scanner.isName(argument) && Double.parseDouble(argument) > 0;
    }

    @Override
    public boolean builtIn() {
      return MetricNames.builtIn(name);
    }

    @Override
    public String toString() {
      return arguments.isEmpty() ? name : name + "(" + String.join(",", arguments) + ")";
    }
  }

  /// A sum of metrics over slices of the vector: `weighted(cos[0:128]*0.7+l2sq[128:256]*0.3)`.
  ///
  /// @param slices at least one; they may overlap
  record Weighted(List<Slice> slices) implements MetricSpec {
    /// Refuses an empty sum.
    public Weighted {
      slices = List.copyOf(slices);
      if (slices.isEmpty()) {
        throw new IllegalArgumentException("weighted needs a slice at least");
      }
    }

    /// Slices given one by one.
    ///
    /// @param slices at least one
    public Weighted(Slice... slices) {
      this(List.of(slices));
    }

    @Override
    public boolean builtIn() {
      return slices.stream().allMatch(slice -> slice.metric().builtIn());
    }

    @Override
    public String toString() {
      return slices.stream()
          .map(Slice::toString)
          .collect(Collectors.joining("+", MetricNames.WEIGHTED + "(", ")"));
    }
  }

  /// Some dimensions of the vector, how they are compared, and how much that counts.
  ///
  /// @param metric what compares them
  /// @param from first dimension, 0..65535
  /// @param to behind the last dimension, above `from`, at most 65536
  /// @param weight what the distance is multiplied with, above 0
  record Slice(Named metric, int from, int to, double weight) {
    /// Refuses an empty slice, and numbers out of range.
    public Slice {
      Bounds.SLICE_FROM.check(from);
      Bounds.SLICE_TO.check(to);
      if (from >= to) {
        throw new IllegalArgumentException("slice [" + from + ":" + to + "] is empty");
      }
      if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "weight must be above 0 and finite, got " + Decimal.text(weight));
      }
    }

    @Override
    public String toString() {
      return metric + "[" + from + ":" + to + "]*" + Decimal.text(weight);
    }
  }
}
