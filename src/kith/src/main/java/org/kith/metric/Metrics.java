package org.kith.metric;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.kith.kernel.Encoding;

/** The built-in metrics by name. A new one is its class and a line here. */
public final class Metrics {
  private static final Map<String, BiFunction<Encoding, Integer, Metric>> BUILT_IN =
      new TreeMap<>(
          Map.of(
              "l2sq", SquaredL2::new,
              "dot", DotProduct::new,
              "ip", InnerProduct::new,
              "cos", Cosine::new));

  private Metrics() {}

  /**
   * A metric for vectors of an encoding and a number of dimensions.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static Metric of(String name, Encoding encoding, int dims) {
    BiFunction<Encoding, Integer, Metric> metric = BUILT_IN.get(name);
    if (metric == null) {
      throw new IllegalArgumentException(
          "no metric is named '" + name + "'; there are " + BUILT_IN.keySet());
    }
    return metric.apply(encoding, dims);
  }
}
