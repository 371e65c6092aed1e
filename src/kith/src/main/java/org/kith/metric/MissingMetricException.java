package org.kith.metric;

/** A metric that is not built in, and that no provider offers. */
public final class MissingMetricException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  /** Its name. */
  private final String metric;

  MissingMetricException(String metric, String message, Throwable cause) {
    super(message, cause);
    this.metric = metric;
  }

  /**
   * The same, saying where the metric was needed.
   *
   * @param where begins the message
   * @param cause what is missing
   */
  public MissingMetricException(String where, MissingMetricException cause) {
    this(cause.metric, where + ": " + cause.getMessage(), cause);
  }

  /**
   * What is missing.
   *
   * @return the metric's name, without arguments
   */
  public String metric() {
    return metric;
  }
}
