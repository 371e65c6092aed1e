package org.kith.format;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.kith.kernel.Encoding;
import org.kith.metric.Metric;
import org.kith.metric.MissingMetricException;
import org.kith.spec.Built;
import org.kith.spec.MetricSpec;
import org.kith.spec.Spec;
import org.kith.spec.SpecException;

/// How a field's vectors are compared. The field's attribute says it, or else the spec, or else the
/// similarity that the field has in Lucene.
///
/// The metric may be of no use: a user's metric works only where its provider is. Vectors can be
/// read all the same, so whoever compares or writes them asks for it, and is told what is wrong.
/// Lucene would close the writer for an exception while a field begins or a segment is flushed; a
/// document that is refused only fails itself.
final class FieldMetric {
  /// The attribute of a field's type that names its metric.
  static final String ATTRIBUTE = "kith.metric";

  private final String field;
  private final Spec stored;
  private final MetricSpec spec;
  private final Map<String, String> settings;
  private final Metric metric;
  private final RuntimeException problem;

  private FieldMetric(FieldInfo field, Spec stored, SpecException unreadable) {
    this.field = field.name;
    this.stored = stored;
    spec = stored.metric().orElseGet(() -> similarity(field));
    settings = spec.builtIn() ? Map.of() : stored.settings().own();
    Metric bound = null;
    RuntimeException failure = unreadable;
    if (unreadable == null) {
      Encoding encoding = VectorType.of(field.getVectorEncoding()).encoding();
      try {
        bound = spec.bind(settings, encoding, field.getVectorDimension());
      } catch (RuntimeException e) {
        // Of the user's code, whatever it throws.
        failure = e;
      }
    }
    metric = bound;
    problem = failure;
  }

  /// The metric of a field that is written.
  ///
  /// @param format what the format was made of: the first that serves the field's metric is taken
  static FieldMetric of(FieldInfo field, List<Spec> format) {
    SpecException refusal = null;
    for (Spec spec : format) {
      try {
        Optional<Spec> asked = attribute(field).map(spec::withMetric).map(Built::require);
        return stored(field, asked.orElse(spec));
      } catch (SpecException e) {
        refusal = e;
      }
    }
    return new FieldMetric(field, format.getFirst(), refusal);
  }

  /// The metric of a field that was written with a spec of its own.
  static FieldMetric stored(FieldInfo field, Spec spec) {
    return new FieldMetric(field, spec, null);
  }

  private static Optional<MetricSpec> attribute(FieldInfo field) {
    return Optional.ofNullable(field.getAttribute(ATTRIBUTE)).map(MetricSpec::parse);
  }

  /// The metric of a field about which nobody says anything.
  static MetricSpec similarity(FieldInfo field) {
    return new MetricSpec.Named(name(field.getVectorSimilarityFunction()));
  }

  private static String name(VectorSimilarityFunction similarity) {
    return switch (similarity) {
      case EUCLIDEAN -> "l2sq";
      case DOT_PRODUCT -> "dot";
      case COSINE -> "cos";
      case MAXIMUM_INNER_PRODUCT -> "ip";
    };
  }

  /// What the field is written with: the format's spec, with the metric if the attribute gives it.
  Spec spec() {
    return stored;
  }

  /// Name and arguments.
  String name() {
    return spec.toString();
  }

  /// All that tells this metric from others: name, arguments, and settings of its own.
  String text() {
    StringBuilder text = new StringBuilder(name());
    settings.forEach((key, value) -> text.append(';').append(key).append('=').append(value));
    return text.toString();
  }

  /// Whether nothing in it is the user's own.
  boolean builtIn() {
    return spec.builtIn();
  }

  /// The metric, or null if it is of no use.
  Metric orNull() {
    return metric;
  }

  /// Whether inverse norms are stored beside the vectors.
  boolean storesNorms() {
    return metric != null && metric.needsNorms();
  }

  /// The metric.
  ///
  /// @throws MissingMetricException if no provider has it
  /// @throws IllegalArgumentException if it cannot compare the field's vectors
  Metric require() {
    if (metric == null) {
      throw problem instanceof MissingMetricException missing
          ? new MissingMetricException("field '" + field + "'", missing)
          : refused(field, problem);
    }
    return metric;
  }

  /// Refuses a vector, stored or asked for, that the metric is not defined for.
  <T> void check(VectorType<T> type, T vector) {
    check(field, require(), type, vector);
  }

  /// The same for any metric and field.
  static <T> void check(String field, Metric metric, VectorType<T> type, T vector) {
    try {
      type.check(metric, vector);
    } catch (IllegalArgumentException e) {
      throw refused(field, e);
    }
  }

  private static IllegalArgumentException refused(String field, RuntimeException e) {
    return new IllegalArgumentException("field '" + field + "': " + e.getMessage(), e);
  }
}
