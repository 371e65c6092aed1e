package org.kith.spec;

import java.util.List;
import java.util.Optional;

/// What the writer of an unknown part may have meant.
final class Suggestion {

  static Optional<String> of(String word, List<Kind<?>> expected) {
    String best = null;
    int least = Integer.MAX_VALUE;
    for (Kind<?> kind : expected) {
      for (Form<?> form : kind.forms()) {
        String name = form.isWord() ? word : word.substring(0, lettersOf(word));
        int distance = distance(name, form);
        if (distance <= Spelling.allowed(name, form.keyword()) && distance < least) {
          best = repaired(form, word.substring(name.length()));
          least = distance;
        }
      }
    }
    return Optional.ofNullable(best);
  }

  private static int distance(String name, Form<?> form) {
    boolean calledSo = form.elsewhere().stream().anyMatch(name::equalsIgnoreCase);
    return calledSo ? 0 : Spelling.distance(name, form.keyword());
  }

  private static int lettersOf(String word) {
    int end = 0;
    while (end < word.length() && Character.isLetter(word.charAt(end))) {
      end++;
    }
    return end;
  }

  /// The form with the numbers that the word has, if they are all it needs.
  private static String repaired(Form<?> form, String numbers) {
    Scanner scanner = new Scanner(form.keyword() + numbers);
    try {
      form.read(scanner);
    } catch (IllegalArgumentException _) {
      return form.syntax();
    }
    return scanner.atEnd() && !numbers.isEmpty() ? form.keyword() + numbers : form.syntax();
  }

  private Suggestion() {}
}
