package org.kith.spec;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What this version builds of all that the grammar can say. One line a part: add it when it works.
public final class Built {

  private record Entry(String name, Predicate<Part> is) {}

  private static final List<Entry> STRUCTURES =
      List.of(
          new Entry("Flat", Structure.Flat.class::isInstance),
          new Entry("HNSW{M}", Structure.Hnsw.class::isInstance));

  private static final List<Entry> CODES =
      List.of(new Entry("raw vectors (code Flat)", Code.Flat.class::isInstance));

  /// Refuses a spec that this version does not build.
  ///
  /// @param spec what the user asked for
  /// @return the same spec
  /// @throws UnsupportedSpecException naming the first part that is not built
  public static Spec require(Spec spec) {
    int from = 0;
    for (Part part : spec.parts()) {
      if (Stream.of(STRUCTURES, CODES).flatMap(List::stream).noneMatch(e -> e.is.test(part))) {
        throw unsupported(spec, from, part.toString());
      }
      from += part.toString().length() + 1;
    }
    if (spec.metric().isPresent()) {
      throw unsupported(spec, from, Setting.METRIC + "=" + spec.metric().get());
    }
    double oversample = spec.settings().oversample();
    if (oversample != Settings.DEFAULT.oversample()) {
      String part = Setting.OVERSAMPLE + "=" + Decimal.text(oversample);
      throw unsupported(spec, spec.toString().indexOf(";" + part) + 1, part);
    }
    return spec;
  }

  private static UnsupportedSpecException unsupported(Spec spec, int from, String part) {
    return new UnsupportedSpecException(
        spec.toString(),
        from,
        from + part.length(),
        "'" + part + "' is not built yet; this version builds: " + summary());
  }

  /// What this version builds, in one line.
  ///
  /// @return for example `Flat, HNSW{M} over raw vectors (code Flat)`
  public static String summary() {
    return names(STRUCTURES) + " over " + names(CODES);
  }

  private static String names(List<Entry> entries) {
    return entries.stream().map(Entry::name).collect(Collectors.joining(", "));
  }

  private Built() {}
}
