package org.kith.format;

import org.kith.kernel.Rows;
import org.kith.metric.Scorer;
import org.kith.quantize.Quantizer;

/// Codes of a field's vectors, and what they mean.
///
/// @param rows one a vector
record FieldCodes(Quantizer quantizer, Rows rows) {

  /// Estimates of distances to a query; null if these codes can say nothing of it.
  Scorer estimates(float[] query) {
    return quantizer.space(rows).scorer(query);
  }

  /// How many candidates found by estimates are scored again by what is finer.
  ///
  /// @param oversample for each of the k; more if the quantizer needs more
  int candidates(int k, double oversample) {
    return (int)
        Math.min(rows.count(), Math.ceil(k * Math.max(oversample, quantizer.oversample())));
  }
}
