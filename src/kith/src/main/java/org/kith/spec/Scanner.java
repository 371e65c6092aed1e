package org.kith.spec;

import java.util.function.Supplier;

/// Reads a spec from left to right, token by token; spaces between tokens do not matter.
final class Scanner {
  private final String text;

  /// The next character to read, never a space.
  private int at;

  /// Behind the last character read, before the spaces.
  private int end;

  Scanner(String text) {
    this.text = text;
    moveTo(0);
  }

  private void moveTo(int position) {
    end = position;
    at = position;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  int at() {
    return at;
  }

  boolean atEnd() {
    return at == text.length();
  }

  /// What was read since a position.
  String since(int from) {
    return text.substring(from, Math.max(from, end));
  }

  boolean next(String token) {
    return text.startsWith(token, at);
  }

  boolean nextDigit() {
    return isDigit(peek(at));
  }

  /// Whether a keyword comes next, and not a longer word that begins like it.
  boolean nextKeyword(String keyword) {
    char last = keyword.charAt(keyword.length() - 1);
    char after = peek(at + keyword.length());
    boolean longer = isLetter(last) ? isLetter(after) : isDigit(after) || after == '_';
    return next(keyword) && !longer;
  }

  boolean accept(String token) {
    boolean found = next(token);
    if (found) {
      moveTo(at + token.length());
    }
    return found;
  }

  void expect(String token) {
    if (!accept(token)) {
      throw errorHere("expected '" + token + "'");
    }
  }

  /// The word that comes next, without reading it; empty where there is none.
  String word() {
    int to = at;
    while (isWord(peek(to))) {
      to++;
    }
    return text.substring(at, to);
  }

  /// A letter, then letters, digits, `_`, `-` and `.`.
  boolean nextName() {
    return isLetter(peek(at));
  }

  String name(String what) {
    if (!nextName()) {
      throw errorHere("expected " + what);
    }
    int from = at;
    int to = at;
    while (isWord(peek(to)) || peek(to) == '-' || peek(to) == '.') {
      to++;
    }
    moveTo(to);
    return text.substring(from, to);
  }

  /// A whole number within bounds.
  int number(Bounds bounds) {
    String digits = signedDigits(bounds.name(), bounds.allowed());
    int from = end - digits.length();
    try {
      return bounds.check(Long.parseLong(digits));
    } catch (NumberFormatException e) {
      throw error(from, bounds.outside(digits).getMessage());
    } catch (IllegalArgumentException e) {
      throw error(from, e.getMessage());
    }
  }

  /// Any whole number of 64 bits.
  long number(String what) {
    String digits = signedDigits(what, "of 64 bits");
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      throw error(end - digits.length(), what + " must have 64 bits, got " + digits);
    }
  }

  private String signedDigits(String what, String allowed) {
    int from = at;
    if (!isDigit(peek(afterMinus(from)))) {
      throw errorHere("expected " + what + ", a whole number " + allowed);
    }
    moveTo(afterDigits(afterMinus(from)));
    return since(from);
  }

  /// A number within bounds, with or without fraction and exponent.
  double decimal(Bounds bounds) {
    int from = at;
    double value = decimal(bounds.name(), "a number " + bounds.allowed());
    return marking(from, () -> bounds.check(value));
  }

  /// Any finite number, with or without minus, fraction and exponent.
  double decimal(String what) {
    return decimal(what, "a number");
  }

  private double decimal(String what, String kind) {
    if (!isDigit(peek(afterMinus(at)))) {
      throw errorHere("expected " + what + ", " + kind);
    }
    int from = at;
    moveTo(afterExponent(afterFraction(afterDigits(afterMinus(at)))));
    double value = Double.parseDouble(since(from));
    if (Double.isInfinite(value)) {
      throw error(from, since(from) + " is too large a number");
    }
    return value;
  }

  /// A name or a number, the latter in its shortest form.
  String value(String what) {
    return nextName() ? name(what) : Decimal.text(decimal(what, "a name or a number"));
  }

  /// The canonical form of a value that stands alone.
  static String canonicalValue(String text) {
    Scanner scanner = new Scanner(text);
    String value = scanner.value("a value");
    if (!scanner.atEnd()) {
      throw scanner.errorHere("expected a value, a name or a number");
    }
    return value;
  }

  static boolean isName(String text) {
    Scanner scanner = new Scanner(text);
    return scanner.nextName() && scanner.name("a name").length() == text.length();
  }

  /// Runs what may refuse the text read since a position, and marks that text if it does.
  <T> T marking(int from, Supplier<T> step) {
    try {
      return step.get();
    } catch (SpecException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw error(from, e.getMessage());
    }
  }

  /// Marks what was read since a position.
  SpecException error(int from, String problem, String... more) {
    return new SpecException(text, from, end, problem, more);
  }

  /// Marks the word or character that comes next, or the end.
  SpecException errorHere(String problem, String... more) {
    int from = atEnd() ? end : at;
    return new SpecException(text, from, from + word().length(), problem, more);
  }

  private int afterMinus(int from) {
    return peek(from) == '-' ? from + 1 : from;
  }

  private int afterFraction(int from) {
    return peek(from) == '.' && isDigit(peek(from + 1)) ? afterDigits(from + 1) : from;
  }

  private int afterExponent(int from) {
    if (peek(from) != 'e' && peek(from) != 'E') {
      return from;
    }
    int digits = peek(from + 1) == '+' ? from + 2 : afterMinus(from + 1);
    return isDigit(peek(digits)) ? afterDigits(digits) : from;
  }

  private int afterDigits(int from) {
    int to = from;
    while (isDigit(peek(to))) {
      to++;
    }
    return to;
  }

  private char peek(int position) {
    return position < text.length() ? text.charAt(position) : 0;
  }

  private static boolean isWord(char c) {
    return isLetter(c) || isDigit(c) || c == '_';
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
