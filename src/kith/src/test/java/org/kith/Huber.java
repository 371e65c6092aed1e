package org.kith;

import org.kith.metric.Binding;
import org.kith.metric.Metric;
import org.kith.metric.MetricProvider;

/// A metric of a user's: squares up to a bound, then lines. Its argument is the bound.
///
/// @param factor of all distances; another one makes another provider's metric of the same name
record Huber(float factor) implements MetricProvider {
  @Override
  public String name() {
    return "huber";
  }

  @Override
  public Metric bind(Binding binding) {
    double bound = binding.number(0);
    return binding.overFloats((query, row) -> distance(query, row, bound));
  }

  float distance(float[] a, float[] b, double bound) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double d = Math.abs((double) a[i] - b[i]);
      sum += d <= bound ? d * d / 2 : bound * (d - bound / 2);
    }
    return (float) (factor * sum);
  }
}
