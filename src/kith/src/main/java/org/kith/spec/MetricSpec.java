package org.kith.spec;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.kith.kernel.Encoding;
import org.kith.metric.Binding;
import org.kith.metric.Metric;
import org.kith.metric.Metrics;

/// What a distance means. The grammar takes any name: one that is not built in is that of a metric
/// that the user registers, and whether it is there is asked where the index is opened.
public sealed interface MetricSpec {

  /// Whether everything in it is built in, and nothing the user's own.
  ///
  /// @return false if a user's metric takes part
  boolean builtIn();

  /// The metric for some vectors, ready to compare them. Its name is this text.
  ///
  /// @param settings keys of the user's metric's own, as [Settings#own] has them
  /// @param encoding what vectors are made of
  /// @param dims their dimensions
  /// @return the metric
  /// @throws org.kith.metric.MissingMetricException if it is the user's and no provider has it
  /// @throws IllegalArgumentException if it cannot compare such vectors
  Metric bind(Map<String, String> settings, Encoding encoding, int dims);

  /// Understands a metric that stands alone, as in a segment or in a field's attribute.
  ///
  /// @param text what follows `metric=` in a spec
  /// @return what it means
  /// @throws SpecException if it cannot be understood
  static MetricSpec parse(String text) {
    Scanner scanner = new Scanner(text);
    MetricSpec metric = new MetricReader(scanner).read();
    if (!scanner.atEnd()) {
      throw scanner.errorHere("expected the end");
    }
    return metric;
  }

  /// A metric by name, with arguments: `cos`, `lp(1.5)`, or the user's `mine(2,fast)`.
  ///
  /// @param name the canonical name; the constructor takes those of other libraries too
  /// @param arguments names or numbers
  record Named(String name, List<String> arguments) implements MetricSpec {
    /// Makes the name canonical; refuses arguments that a built-in metric cannot take.
    public Named {
      if (!Scanner.isName(name) || name.equals(Metrics.WEIGHTED)) {
        throw new IllegalArgumentException("'" + name + "' cannot name a metric");
      }
      name = Metrics.canonical(name).orElse(name);
      arguments = arguments.stream().map(Scanner::canonicalValue).toList();
      Metrics.checkArguments(name, arguments);
    }

    /// A metric with the arguments given one by one.
    ///
    /// @param name its name here or in another library
    /// @param arguments names or numbers
    public Named(String name, String... arguments) {
      this(name, List.of(arguments));
    }

    @Override
    public boolean builtIn() {
      return Metrics.canonical(name).isPresent();
    }

    @Override
    public Metric bind(Map<String, String> settings, Encoding encoding, int dims) {
      return Metrics.of(binding(settings, encoding, dims));
    }

    private Binding binding(Map<String, String> settings, Encoding encoding, int dims) {
      return new Binding(name, arguments, settings, encoding, dims);
    }

    @Override
    public String toString() {
      return arguments.isEmpty() ? name : name + "(" + String.join(",", arguments) + ")";
    }
  }

  /// The weighted mean of metrics over slices of the vector:
  /// `weighted(cos[0:128]*0.7+l2sq[128:256]*0.3)`.
  ///
  /// @param slices at least one; they may overlap
  record Weighted(List<Slice> slices) implements MetricSpec {
    /// Refuses an empty mean.
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
    public Metric bind(Map<String, String> settings, Encoding encoding, int dims) {
      List<Metrics.Part> parts =
          slices.stream().map(slice -> slice.part(settings, encoding)).toList();
      return Metrics.weighted(toString(), encoding, dims, parts);
    }

    @Override
    public String toString() {
      return slices.stream()
          .map(Slice::toString)
          .collect(Collectors.joining("+", Metrics.WEIGHTED + "(", ")"));
    }
  }

  /// Some dimensions of the vector, how they are compared, and how much that counts.
  ///
  /// @param metric what compares them
  /// @param from first dimension, 0..65535
  /// @param to behind the last dimension, above `from`, at most 65536
  /// @param weight how much the distance counts beside the others', above 0
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

    private Metrics.Part part(Map<String, String> settings, Encoding encoding) {
      Binding binding = metric.binding(settings, encoding, to - from);
      return new Metrics.Part(binding, from, to, weight);
    }

    @Override
    public String toString() {
      return metric + "[" + from + ":" + to + "]*" + Decimal.text(weight);
    }
  }
}
