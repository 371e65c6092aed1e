package org.kith.spec;

/// A spec that cannot be understood. The message says what is wrong, shows the spec with the
/// offending part marked, and lists what is possible there:
///
///     unknown code 'SQ9'
///       HNSW16,SQ9
///              ^^^
///     expected a code: Flat, SQfp16, SQbf16, SQ8, …
///     did you mean SQ8?
public class SpecException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  /// The spec as it was given.
  private final String spec;

  /// Where the offending part begins.
  private final int from;

  /// Where the offending part ends.
  private final int to;

  SpecException(String spec, int from, int to, String problem, String... more) {
    super(problem + "\n" + marked(spec, from, to) + String.join("", lines(more)));
    this.spec = spec;
    this.from = from;
    this.to = to;
  }

  private static String[] lines(String[] more) {
    String[] lines = new String[more.length];
    for (int i = 0; i < more.length; i++) {
      lines[i] = "\n" + more[i];
    }
    return lines;
  }

  private static String marked(String spec, int from, int to) {
    StringBuilder text = new StringBuilder("  ");
    // One column each: line breaks and tabs would part the marks from what they mark.
    spec.codePoints().map(c -> Character.isISOControl(c) ? ' ' : c).forEach(text::appendCodePoint);
    int column = spec.codePointCount(0, from);
    int columns = Math.max(1, spec.codePointCount(from, Math.min(to, spec.length())));
    return text.append("\n  ").repeat(' ', column).repeat('^', columns).toString();
  }

  /// The spec as it was given.
  ///
  /// @return the text
  public final String spec() {
    return spec;
  }

  /// Where the offending part begins.
  ///
  /// @return index of its first character, the length of the spec where something is missing there
  public final int from() {
    return from;
  }

  /// Where the offending part ends.
  ///
  /// @return index behind its last character
  public final int to() {
    return to;
  }
}
