package org.kith.format;

import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.index.FieldInfo;

/// A note in a segment's field infos, for which metric its vectors were written: so that merges
/// know it where a wrapper, such as that which sorts a segment, hides the reader.
///
/// ```
/// kith.written = name of the format ":" metric
/// ```
///
/// Other codecs hand attributes on when they rewrite a segment, but then the name of the format
/// that Lucene notes is another.
final class WrittenMetric {
  private static final String ATTRIBUTE = "kith.written";

  private WrittenMetric() {}

  static void put(FieldInfo field, FieldMetric metric) {
    field.putAttribute(ATTRIBUTE, format(field) + metric.text());
  }

  /// What was put; null if another format wrote the segment.
  static String get(FieldInfo field) {
    String note = field.getAttribute(ATTRIBUTE);
    String format = format(field);
    return note != null && note.startsWith(format) ? note.substring(format.length()) : null;
  }

  private static String format(FieldInfo field) {
    return field.getAttribute(PerFieldKnnVectorsFormat.PER_FIELD_FORMAT_KEY) + ":";
  }
}
