package org.kith.tools.bench;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.util.quantization.QuantizedByteVectorValues.ScalarEncoding;

/**
 * Reads {@code lucene-hnsw}, {@code lucene-sq8(oversample=2)} and their like: a name, and in
 * parentheses settings separated by commas.
 */
final class LuceneSpec {
  static final String PREFIX = "lucene-";

  /** What the codes of each format are; raw vectors have none. */
  private static final Map<String, ScalarEncoding> CODES =
      Map.of(
          "lucene-sq8", ScalarEncoding.UNSIGNED_BYTE,
          "lucene-sq7", ScalarEncoding.SEVEN_BIT,
          "lucene-sq4", ScalarEncoding.PACKED_NIBBLE,
          "lucene-sq2", ScalarEncoding.DIBIT_QUERY_NIBBLE,
          "lucene-sq1", ScalarEncoding.SINGLE_BIT_QUERY_NIBBLE);

  private static final String RAW = "lucene-hnsw";
  private static final Pattern SHAPE = Pattern.compile("([\\w-]+)(?:\\((.*)\\))?");
  private static final Pattern SETTING = Pattern.compile("\\s*(\\w+)\\s*=\\s*([0-9.]+)\\s*");

  private LuceneSpec() {}

  static Contender parse(String spec) {
    if (spec.strip().equals(LuceneScan.NAME)) {
      return new LuceneScan(null);
    }
    Matcher shape = SHAPE.matcher(spec.strip());
    if (!shape.matches() || !isFormat(shape.group(1))) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "'%s': no such format of Lucene; there are %s, %s and %s",
              spec,
              LuceneScan.NAME,
              RAW,
              String.join(", ", new TreeSet<>(CODES.keySet()))));
    }
    ScalarEncoding codes = CODES.get(shape.group(1));
    Set<String> known =
        codes == null ? Set.of("M", "efConstruction") : Set.of("M", "efConstruction", "oversample");
    Map<String, Double> settings = settings(spec, shape.group(2), new TreeSet<>(known));
    double oversample = settings.getOrDefault("oversample", 0.0);
    if (oversample != 0 && oversample < 1) {
      throw new IllegalArgumentException("'" + spec + "': oversample must be at least 1");
    }
    LuceneContender contender =
        new LuceneContender(
            spec.strip(),
            codes,
            settings.getOrDefault("M", 16.0).intValue(),
            settings.getOrDefault("efConstruction", 100.0).intValue(),
            oversample);
    requireFormat(contender);
    return contender;
  }

  /** Lucene refuses numbers out of its range only when it makes the format. */
  private static void requireFormat(LuceneContender contender) {
    try {
      Objects.requireNonNull(contender.format(null, 1));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("'" + contender.name() + "': " + e.getMessage(), e);
    }
  }

  private static boolean isFormat(String name) {
    return name.equals(RAW) || CODES.containsKey(name);
  }

  private static Map<String, Double> settings(String spec, String text, Set<String> known) {
    Map<String, Double> settings = new LinkedHashMap<>();
    if (text == null) {
      return settings;
    }
    for (String part : text.split(",", -1)) {
      Matcher setting = SETTING.matcher(part);
      if (!setting.matches() || !known.contains(setting.group(1))) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "'%s': '%s' is not a setting; there are %s, as name=number",
                spec,
                part.strip(),
                String.join(", ", known)));
      }
      settings.put(setting.group(1), Double.valueOf(setting.group(2)));
    }
    return settings;
  }
}
