package org.kith.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.kith.kernel.Encoding;

/** All metrics by name: the built-in ones, and the user's. */
public final class Metrics {
  /** The name of a mean of metrics, which no metric can have. */
  public static final String WEIGHTED = "weighted";

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]*");

  private Metrics() {}

  /**
   * A metric without arguments.
   *
   * @param name its name here or in another library
   * @param encoding what vectors are made of
   * @param dims their dimensions
   * @return the metric
   * @throws IllegalArgumentException as {@link #of(Binding)} does
   */
  public static Metric of(String name, Encoding encoding, int dims) {
    return of(new Binding(name, encoding, dims));
  }

  /**
   * A metric for some vectors.
   *
   * @param binding names the metric, and says what it compares
   * @return the metric
   * @throws MissingMetricException if there is none of that name
   * @throws IllegalArgumentException if it does not take these arguments, or cannot compare such
   *     vectors
   */
  public static Metric of(Binding binding) {
    BuiltIn builtIn = BuiltIn.named(binding.name());
    if (builtIn != null) {
      builtIn.checkArguments(binding.arguments());
      return builtIn
          .make()
          .apply(
              new Binding(
                  builtIn.name(),
                  binding.arguments(),
                  binding.settings(),
                  binding.encoding(),
                  binding.dims()));
    }
    MetricProvider provider = Providers.find(binding.name());
    Metric metric = provider.bind(binding);
    if (!metric.name().equals(binding.text())) {
      throw new IllegalArgumentException(
          provider.getClass().getName()
              + " was asked for the metric '"
              + binding.text()
              + "' and gave '"
              + metric.name()
              + "': a segment with that name could not be read again");
    }
    return metric;
  }

  /**
   * Part of a weighted mean.
   *
   * @param binding the metric, bound to {@code to - from} dimensions
   * @param from first dimension of the slice
   * @param to behind its last dimension
   * @param weight above 0, finite
   */
  public record Part(Binding binding, int from, int to, double weight) {}

  /**
   * The weighted mean of metrics over slices of vectors.
   *
   * @param name the text that the metric is known by
   * @param encoding what vectors are made of
   * @param dims their dimensions
   * @param parts at least one; they may overlap, and need not cover all dimensions
   * @return the metric
   * @throws IllegalArgumentException if a slice is empty or ends behind the last dimension, or its
   *     metric refuses it
   */
  public static Metric weighted(String name, Encoding encoding, int dims, List<Part> parts) {
    List<Weighted.Slice> slices = new ArrayList<>();
    for (Part part : parts) {
      if (part.from < 0 || part.from >= part.to || part.to > dims) {
        throw new IllegalArgumentException(
            "metric '"
                + name
                + "': slice ["
                + part.from
                + ":"
                + part.to
                + "] is not one of "
                + dims
                + " dimensions");
      }
      Metric metric = of(part.binding).withoutNorms();
      slices.add(new Weighted.Slice(metric, part.from, part.to, part.weight));
    }
    return new Weighted(name, encoding, List.copyOf(slices));
  }

  /**
   * Makes a metric of one's own known, in this JVM from now on. Registering a provider of the same
   * class again changes nothing.
   *
   * @param provider offers the metric
   * @throws IllegalArgumentException if the name is a built-in metric's, that of another class's
   *     metric, or none at all
   */
  public static void register(MetricProvider provider) {
    String name = provider.name();
    if (!NAME.matcher(name).matches() || name.equals(WEIGHTED)) {
      throw new IllegalArgumentException("'" + name + "' cannot name a metric");
    }
    if (canonical(name).isPresent()) {
      throw new IllegalArgumentException("metric '" + name + "' is built in");
    }
    Providers.register(provider);
  }

  /**
   * Makes a metric unknown again that was registered.
   *
   * @param name of the metric; one that is not registered will do
   */
  public static void unregister(String name) {
    Providers.unregister(name);
  }

  /**
   * The name of a built-in metric.
   *
   * @param name here or in another library
   * @return the name here; empty if none is built in
   */
  public static Optional<String> canonical(String name) {
    return Optional.ofNullable(BuiltIn.named(name)).map(BuiltIn::name);
  }

  /**
   * Refuses arguments that a built-in metric does not take.
   *
   * @param name here or in another library; one that is not built in takes any
   * @param arguments names or numbers
   * @throws IllegalArgumentException saying what it takes
   */
  public static void checkArguments(String name, List<String> arguments) {
    BuiltIn builtIn = BuiltIn.named(name);
    if (builtIn != null) {
      builtIn.checkArguments(arguments);
    }
  }

  /**
   * All built-in metrics, as messages list them.
   *
   * @return for example {@code ip, cos, lp({p})}
   */
  public static String list() {
    return BuiltIn.list();
  }
}
