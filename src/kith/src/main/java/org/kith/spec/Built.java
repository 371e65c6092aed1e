package org.kith.spec;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What this version builds of all that the grammar can say. One line a part: add it when it works.
public final class Built {

  private record Entry(String name, Predicate<Part> is) {}

  private static final List<Entry> STRUCTURES =
      List.of(
          new Entry("Flat", Structure.Flat.class::isInstance),
          new Entry("HNSW{M}", Structure.Hnsw.class::isInstance),
          new Entry("NSW{M}", Structure.Nsw.class::isInstance));

  private static final List<Entry> CODES =
      List.of(
          new Entry("raw vectors (code Flat)", Code.Flat.class::isInstance),
          new Entry("SQ8", Code.Scalar.BITS8::equals),
          new Entry("SQ4", Code.Scalar.BITS4::equals),
          new Entry("RaBitQ", new Code.RaBitQ(1)::equals),
          new Entry("RaBitQ2", new Code.RaBitQ(2)::equals),
          new Entry("RaBitQ4", new Code.RaBitQ(4)::equals));

  private static final Refinement BY_VECTORS = new Refinement(new Code.Flat());

  /// The metrics that are an inner product, but for norms that can be stored. Their distances are
  /// those of their family, and not only in the same order: so lower bounds of estimates are
  /// theirs.
  private static final List<String> GEOMETRIC = List.of("l2sq", "ip", "dot", "cos");

  /// Refuses a spec that this version does not build.
  ///
  /// @param spec what the user asked for
  /// @return the same spec
  /// @throws UnsupportedSpecException naming the first part that is not built
  public static Spec require(Spec spec) {
    requireServed(spec);
    int from = 0;
    boolean refined = spec.refinement().isPresent();
    for (Part part : spec.parts()) {
      if (!isBuilt(spec, part)) {
        throw unsupported(spec, from, part.toString());
      }
      if (part instanceof Refinement second && bits(second.code()) <= bits(spec.code())) {
        throw notFiner(spec, from, second);
      }
      if (part.equals(spec.code()) && !(part instanceof Code.Flat) && !refined) {
        String alone = "'" + part + "' without '" + BY_VECTORS + "'";
        throw unsupported(spec, from, part.toString().length(), alone);
      }
      from += part.toString().length() + 1;
    }
    double oversample = spec.settings().oversample();
    if (oversample != Settings.DEFAULT.oversample() && !refined) {
      String part = Setting.OVERSAMPLE + "=" + Decimal.text(oversample);
      throw unsupported(spec, spec.toString().indexOf(";" + part) + 1, part);
    }
    return spec;
  }

  private static boolean isBuilt(Spec spec, Part part) {
    Part built = part instanceof Refinement second ? second.code() : part;
    boolean behindCode = !(spec.code() instanceof Code.Flat);
    return Stream.of(STRUCTURES, CODES).flatMap(List::stream).anyMatch(e -> e.is.test(built))
        && (behindCode || !(part instanceof Refinement));
  }

  /// Bits a component, of a code that is built.
  private static int bits(Code code) {
    return switch (code) {
      case Code.Scalar scalar -> scalar.bits();
      case Code.RaBitQ rabitq -> rabitq.bits();
      default -> Float.SIZE;
    };
  }

  private static UnsupportedSpecException notFiner(Spec spec, int from, Refinement second) {
    String part = second.toString();
    return new UnsupportedSpecException(
        spec.toString(),
        from,
        from + part.length(),
        String.format(
            Locale.ROOT,
            "'%s' has %d bits a component, and the code '%s' before it %d: it must have more; or"
                + " use %s",
            part,
            bits(second.code()),
            spec.code(),
            bits(spec.code()),
            BY_VECTORS));
  }

  /// Refuses a metric that a part of the spec cannot serve.
  private static void requireServed(Spec spec) {
    Optional<Part> geometric = spec.parts().stream().filter(Built::isGeometric).findFirst();
    if (geometric.isEmpty() || spec.metric().isEmpty() || isGeometric(spec.metric().get())) {
      return;
    }
    String metric = Setting.METRIC + "=" + spec.metric().get();
    int from = spec.toString().indexOf(";" + metric) + 1;
    throw new UnsupportedSpecException(
        spec.toString(),
        from,
        from + metric.length(),
        "'"
            + geometric.get()
            + "' works with "
            + String.join(", ", GEOMETRIC)
            + "; for "
            + metric
            + " use HNSW16,Flat, or NSW32,Flat, or Flat");
  }

  /// Whether a part estimates distances from codes, which takes an inner product.
  private static boolean isGeometric(Part part) {
    return part instanceof Structure.QuantizedGraph
        || part instanceof Code.RaBitQ
        || part instanceof Code.Scalar;
  }

  private static boolean isGeometric(MetricSpec metric) {
    return metric instanceof MetricSpec.Named named && GEOMETRIC.contains(named.name());
  }

  private static UnsupportedSpecException unsupported(Spec spec, int from, String part) {
    return unsupported(spec, from, part.length(), "'" + part + "'");
  }

  private static UnsupportedSpecException unsupported(
      Spec spec, int from, int length, String what) {
    return new UnsupportedSpecException(
        spec.toString(),
        from,
        from + length,
        what + " is not built yet; this version builds: " + summary());
  }

  /// What this version builds, in one line.
  ///
  /// @return for example `Flat, HNSW{M}, NSW{M} over raw vectors (code Flat), SQ8, SQ4; RFlat or
  ///   Refine({finer code}) behind codes`
  public static String summary() {
    String refinements = BY_VECTORS + " or Refine({finer code}) behind codes";
    return names(STRUCTURES) + " over " + names(CODES) + "; " + refinements;
  }

  private static String names(List<Entry> entries) {
    return entries.stream().map(Entry::name).collect(Collectors.joining(", "));
  }

  private Built() {}
}
