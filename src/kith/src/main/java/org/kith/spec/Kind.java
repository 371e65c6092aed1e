package org.kith.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// All the ways to write one kind of part, for example all codes.
record Kind<P extends Part>(String name, List<Form<P>> forms) {

  boolean startsHere(Scanner scanner) {
    return form(scanner).isPresent();
  }

  private Optional<Form<P>> form(Scanner scanner) {
    return forms.stream().filter(form -> form.startsHere(scanner)).findFirst();
  }

  /// Reads a part of this kind.
  ///
  /// @param alternatives what might have stood here instead, for the message if nothing fits
  P read(Scanner scanner, Kind<?>... alternatives) {
    Form<P> form = form(scanner).orElseThrow(() -> mismatch(scanner, alternatives));
    int from = scanner.at();
    return scanner.marking(from, () -> form.read(scanner));
  }

  private SpecException mismatch(Scanner scanner, Kind<?>... alternatives) {
    List<Kind<?>> expected = new ArrayList<>(List.of(this));
    expected.addAll(List.of(alternatives));
    List<String> more = new ArrayList<>();
    more.add("expected a " + name + ": " + list());
    for (Kind<?> kind : alternatives) {
      more.add("or a " + kind.name + ": " + kind.list());
    }
    String word = scanner.word();
    Optional<Kind<?>> misplaced = Grammar.kindHere(scanner);
    String problem;
    if (word.isEmpty()) {
      problem = "a " + name + " is missing";
    } else if (misplaced.isPresent()) {
      problem = "'" + word + "' is a " + misplaced.get().name + ", which cannot stand here";
    } else {
      problem = "unknown " + name + " '" + word + "'";
      Suggestion.of(word, expected).ifPresent(meant -> more.add("did you mean " + meant + "?"));
    }
    return scanner.errorHere(problem, more.toArray(String[]::new));
  }

  /// What there is, as messages list it.
  String list() {
    return forms.stream().map(Form::syntax).distinct().collect(Collectors.joining(", "));
  }
}
