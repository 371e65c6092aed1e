package org.kith.quantize;

import java.util.Arrays;
import java.util.Optional;
import org.kith.metric.Metric;

/** The quantizers there are, by the names that specs have for them. */
public final class Quantizers {
  /** How to begin with one, and how to come back to it. */
  private enum Kind {
    SQ8("SQ8", ScalarQuantizer::trainer, ScalarQuantizer::open),
    SQ4("SQ4", NibbleQuantizer::trainer, NibbleQuantizer::open),
    RABITQ("RaBitQ", 1),
    RABITQ2("RaBitQ2", 2),
    RABITQ4("RaBitQ4", 4);

    private final String code;
    private final Start start;
    private final Open open;

    Kind(String code, int bits) {
      this(
          code,
          (family, dims) -> RaBitQ.trainer(bits, family, dims),
          (family, dims, parameters) -> RaBitQ.open(bits, family, dims, parameters));
    }

    Kind(String code, Start start, Open open) {
      this.code = code;
      this.start = start;
      this.open = open;
    }
  }

  private interface Start {
    Trainer of(Metric.Family family, int dims);
  }

  private interface Open {
    Quantizer of(Metric.Family family, int dims, float[] parameters);
  }

  private Quantizers() {}

  private static Optional<Kind> kind(String code, Metric.Family family) {
    return family == Metric.Family.OTHER
        ? Optional.empty()
        : Arrays.stream(Kind.values()).filter(kind -> kind.code.equals(code)).findFirst();
  }

  /**
   * A trainer for vectors of a field.
   *
   * @param code its name in a spec, such as {@code SQ8}
   * @param family what the metric reduces to
   * @param dims components of a vector
   * @return empty if there is no such code, or it cannot serve the metric
   */
  public static Optional<Trainer> trainer(String code, Metric.Family family, int dims) {
    return kind(code, family).map(kind -> kind.start.of(family, dims));
  }

  /**
   * A quantizer that was trained before.
   *
   * @param code its name in a spec
   * @param family what the metric reduces to
   * @param dims components of a vector
   * @param parameters as {@link Quantizer#parameters} gave them
   * @return empty if there is no such code, or it cannot serve the metric
   * @throws IllegalArgumentException if no quantizer can have given these parameters
   */
  public static Optional<Quantizer> open(
      String code, Metric.Family family, int dims, float[] parameters) {
    return kind(code, family).map(kind -> kind.open.of(family, dims, parameters));
  }
}
