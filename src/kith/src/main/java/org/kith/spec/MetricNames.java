package org.kith.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The built-in metrics: the name of each here, then what Faiss, usearch, hnswlib, OpenSearch and
/// ann-benchmarks call it.
final class MetricNames {
  static final String WEIGHTED = "weighted";

  /// The one built-in metric with an argument.
  static final String LP = "lp";

  private static final List<List<String>> TABLE =
      List.of(
          List.of("ip", "INNER_PRODUCT", "innerproduct"),
          List.of("cos", "cosine", "cosinesimil", "angular"),
          List.of("l2sq", "L2", "l2", "euclidean"),
          List.of("l1", "L1"),
          List.of("linf", "Linf"),
          List.of(LP, "Lp"),
          List.of("pearson"),
          List.of("haversine"),
          List.of("jsd", "JensenShannon", "divergence"),
          List.of("canberra", "Canberra"),
          List.of("braycurtis", "BrayCurtis"),
          List.of("jaccard", "Jaccard"),
          List.of("hamming"),
          List.of("tanimoto"),
          List.of("sorensen"),
          List.of("nphd"));

  private static final Map<String, String> CANONICAL = new LinkedHashMap<>();

  static {
    TABLE.forEach(names -> names.forEach(name -> CANONICAL.put(name, names.getFirst())));
  }

  /// The name used here; a name of the user's own stays as it is.
  static String canonical(String name) {
    return CANONICAL.getOrDefault(name, name);
  }

  static boolean builtIn(String canonical) {
    return CANONICAL.containsKey(canonical);
  }

  /// All built-in metrics, as messages list them.
  static String list() {
    List<String> names = TABLE.stream().map(List::getFirst).toList();
    return String.join(", ", names).replace("lp,", "lp({p}),");
  }

  private MetricNames() {}
}
