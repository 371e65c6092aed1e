package org.kith.metric;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The built-in metrics. A new one is its class and a line here.
 *
 * @param name how it is called here
 * @param aliases how Faiss, usearch, OpenSearch, hnswlib, ann-benchmarks and Lucene call it
 * @param parameters names of its arguments, all of them numbers above 0
 * @param make makes it for some vectors
 */
record BuiltIn(
    String name, List<String> aliases, List<String> parameters, Function<Binding, Metric> make) {

  private static final List<BuiltIn> TABLE =
      List.of(
          of(
              "ip INNER_PRODUCT innerproduct inner_product MAXIMUM_INNER_PRODUCT",
              b -> new InnerProduct(b.encoding(), b.dims())),
          of("dot DOT_PRODUCT", b -> new DotProduct(b.encoding(), b.dims())),
          of("cos cosine cosinesimil angular COSINE", b -> new Cosine(b.encoding(), b.dims())),
          of("l2sq L2 l2 l2_sq euclidean EUCLIDEAN", b -> new SquaredL2(b.encoding(), b.dims())),
          of("l1 L1", b -> new L1(b.encoding(), b.dims())),
          of("linf Linf", b -> new Linf(b.needFloats().dims())),
          of("lp Lp", b -> new Lp(b.text(), b.needFloats().dims(), b.number(0)), "p"),
          of("pearson", b -> new Pearson(b.needFloats().dims())),
          of("haversine", b -> new Haversine(b.needFloats().needDims(2, 2).dims())),
          of("jsd JensenShannon divergence", b -> new JensenShannon(b.needFloats().dims())),
          of("canberra Canberra", b -> new Canberra(b.needFloats().dims())),
          of("braycurtis BrayCurtis", b -> new BrayCurtis(b.needFloats().dims())),
          of("jaccard Jaccard", b -> new Jaccard(b.encoding(), b.dims())),
          of("hamming hammingbit", b -> new Hamming(b.needBytes().dims())),
          of("tanimoto", b -> new Tanimoto(b.needBytes().dims())),
          of("sorensen dice", b -> new Sorensen(b.needBytes().dims())),
          of("nphd", b -> new PrefixHamming(b.needBytes().needDims(2, Integer.MAX_VALUE).dims())));

  private static final Map<String, BuiltIn> BY_NAME = new LinkedHashMap<>();

  static {
    for (BuiltIn metric : TABLE) {
      BY_NAME.put(metric.name, metric);
      metric.aliases.forEach(alias -> BY_NAME.put(alias, metric));
    }
  }

  private static BuiltIn of(String names, Function<Binding, Metric> make, String... parameters) {
    List<String> all = List.of(names.split(" "));
    return new BuiltIn(all.getFirst(), all.subList(1, all.size()), List.of(parameters), make);
  }

  /** The metric of that name, here or elsewhere; null if none is. */
  static BuiltIn named(String name) {
    // Faiss's names in C++ and in Python.
    return BY_NAME.get(name.startsWith("METRIC_") ? name.substring("METRIC_".length()) : name);
  }

  /** All, as messages list them. */
  static String list() {
    return TABLE.stream().map(BuiltIn::syntax).collect(Collectors.joining(", "));
  }

  private String syntax() {
    String inside = parameters.stream().map(p -> "{" + p + "}").collect(Collectors.joining(","));
    return parameters.isEmpty() ? name : name + "(" + inside + ")";
  }

  /** Refuses arguments that this metric does not take. */
  void checkArguments(List<String> arguments) {
    String got = ", got (" + String.join(",", arguments) + ")";
    if (parameters.isEmpty()) {
      if (!arguments.isEmpty()) {
        throw new IllegalArgumentException(name + " has no arguments" + got);
      }
    } else if (arguments.size() != parameters.size()
        || !arguments.stream().allMatch(BuiltIn::positive)) {
      String all = parameters.size() == 1 ? "one argument, " : parameters.size() + " arguments, ";
      throw new IllegalArgumentException(
          name + " needs " + all + String.join(", ", parameters) + " above 0" + got);
    }
  }

  private static boolean positive(String argument) {
    try {
      double number = Double.parseDouble(argument);
      return number > 0 && number < Double.POSITIVE_INFINITY;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
