package org.kith.spec;

import java.util.List;
import java.util.function.Function;

/// One way to write a part: a keyword, and what may follow it.
///
/// @param keyword how the part begins
/// @param syntax the whole part as error messages show it, numbers in braces, options in brackets
/// @param reader reads what follows the keyword
/// @param elsewhere what others call it; suggested to who writes it so, not accepted
record Form<P extends Part>(
    String keyword, String syntax, Function<Scanner, P> reader, List<String> elsewhere) {

  /// A part with numbers.
  static <P extends Part> Form<P> of(
      String keyword, String rest, Function<Scanner, P> reader, String... elsewhere) {
    return new Form<>(keyword, keyword + rest, reader, List.of(elsewhere));
  }

  /// A part that is one word.
  static <P extends Part> Form<P> of(P part, String... elsewhere) {
    return of(part.toString(), "", scanner -> part, elsewhere);
  }

  /// Whether nothing follows the keyword.
  boolean isWord() {
    return syntax.length() == keyword.length();
  }

  boolean startsHere(Scanner scanner) {
    return scanner.nextKeyword(keyword);
  }

  P read(Scanner scanner) {
    scanner.accept(keyword);
    return reader.apply(scanner);
  }
}
