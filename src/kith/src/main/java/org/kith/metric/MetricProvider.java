package org.kith.metric;

/**
 * Makes a metric of one's own. Found by {@link java.util.ServiceLoader} under this interface's
 * name, or registered with {@link Metrics#register}; the spec then names it, with arguments:
 *
 * <pre>{@code
 * public final class Capped implements MetricProvider {
 *   public String name() {
 *     return "capped"; // HNSW16,Flat;metric=capped(0.5)
 *   }
 *
 *   public Metric bind(Binding binding) {
 *     double cap = binding.number(0);
 *     return binding.overFloats((query, row) -> {
 *       double sum = 0;
 *       for (int i = 0; i < query.length; i++) {
 *         sum += Math.min(cap, Math.abs(query[i] - row[i]));
 *       }
 *       return (float) sum;
 *     });
 *   }
 * }
 * }</pre>
 *
 * A metric that is to be fast implements {@link Metric}, whose kernel compares a block of rows
 * where they are stored, in one call.
 */
public interface MetricProvider {
  /**
   * The name in specs.
   *
   * @return a letter, then letters, digits, {@code _}, {@code -} and {@code .}; not that of a
   *     built-in metric
   */
  String name();

  /**
   * Makes the metric for some vectors.
   *
   * @param binding what the metric compares, and its arguments
   * @return a metric whose name is {@link Binding#text}
   * @throws IllegalArgumentException saying what is wrong with the arguments or the vectors
   */
  Metric bind(Binding binding);
}
