package org.kith.metric;

import java.util.List;
import java.util.Map;
import org.kith.kernel.Encoding;

/**
 * What a metric is asked to compare, and how: all that a provider needs to make it.
 *
 * @param name the metric's name
 * @param arguments what stands in parentheses behind the name, names or numbers
 * @param settings keys of its own that the spec gives, with names or numbers
 * @param encoding what vectors are made of
 * @param dims their dimensions, at least 1; of bytes as bits, eight bits each
 */
public record Binding(
    String name,
    List<String> arguments,
    Map<String, String> settings,
    Encoding encoding,
    int dims) {

  private static final int MANY = Integer.MAX_VALUE;

  /** Copies lists and maps. */
  public Binding {
    arguments = List.copyOf(arguments);
    settings = Map.copyOf(settings);
    if (dims < 1) {
      throw new IllegalArgumentException("dims must be at least 1, got " + dims);
    }
  }

  /**
   * A metric without arguments and settings.
   *
   * @param name the metric's name
   * @param encoding what vectors are made of
   * @param dims their dimensions
   */
  public Binding(String name, Encoding encoding, int dims) {
    this(name, List.of(), Map.of(), encoding, dims);
  }

  /**
   * Name and arguments, as specs and segments have them; what {@link Metric#name} must return.
   *
   * @return for example {@code lp(1.5)}
   */
  public String text() {
    return arguments.isEmpty() ? name : name + "(" + String.join(",", arguments) + ")";
  }

  /**
   * An argument that is a number.
   *
   * @param index from 0
   * @return its value, finite
   * @throws IllegalArgumentException if it is missing or no number
   */
  public double number(int index) {
    if (index >= arguments.size()) {
      throw new IllegalArgumentException(
          "metric '" + text() + "': argument " + (index + 1) + " is missing, expected a number");
    }
    return number("argument " + (index + 1), arguments.get(index));
  }

  /**
   * A setting that is a number.
   *
   * @param key its name
   * @param otherwise the value if the spec does not give it
   * @return its value, finite
   * @throws IllegalArgumentException if it is no number
   */
  public double number(String key, double otherwise) {
    String value = settings.get(key);
    return value == null ? otherwise : number(key, value);
  }

  private double number(String what, String value) {
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "metric '" + text() + "': " + what + " must be a number, got '" + value + "'", e);
    }
  }

  /**
   * Refuses other vectors than those of floats.
   *
   * @return this
   * @throws IllegalArgumentException if vectors are bytes
   */
  public Binding needFloats() {
    return need(Encoding.F32, "float");
  }

  /**
   * Refuses other vectors than those of bytes.
   *
   * @return this
   * @throws IllegalArgumentException if vectors are floats
   */
  public Binding needBytes() {
    return need(Encoding.I8, "byte");
  }

  private Binding need(Encoding needed, String what) {
    if (encoding != needed) {
      throw new IllegalArgumentException(
          "metric '" + text() + "' compares " + what + " vectors, these are " + encoding);
    }
    return this;
  }

  /**
   * Refuses vectors of too few or too many dimensions.
   *
   * @param min the fewest
   * @param max the most
   * @return this
   * @throws IllegalArgumentException if these have others
   */
  public Binding needDims(int min, int max) {
    if (dims < min || dims > max) {
      String range = min == max ? "" + min : min + (max == MANY ? " or more" : " to " + max);
      throw new IllegalArgumentException(
          "metric '" + text() + "' needs " + range + " dimensions, got " + dims);
    }
    return this;
  }

  /**
   * The metric of a function over float vectors. Scores are {@code 1 / (1 + d)} for positive
   * distances and {@code 1 - d} for others.
   *
   * @param distance called from many threads
   * @return the metric
   * @throws IllegalArgumentException if vectors are bytes
   */
  public Metric overFloats(FloatDistance distance) {
    return SimpleMetric.overFloats(needFloats().text(), dims, distance);
  }

  /**
   * The metric of a function over byte vectors. Scores are {@code 1 / (1 + d)} for positive
   * distances and {@code 1 - d} for others.
   *
   * @param distance called from many threads
   * @return the metric
   * @throws IllegalArgumentException if vectors are floats
   */
  public Metric overBytes(ByteDistance distance) {
    return SimpleMetric.overBytes(needBytes().text(), dims, distance);
  }
}
