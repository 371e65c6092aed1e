package org.kith.spec;

/// Reads a whole spec: parts separated by commas, then settings.
final class Parser {
  private final Scanner scanner;
  private final SpecBuilder builder = new SpecBuilder();

  Parser(String text) {
    scanner = new Scanner(text);
  }

  Spec read() {
    while (Grammar.TRANSFORMS.startsHere(scanner)) {
      transform();
    }
    int from = scanner.at();
    Structure structure = structure();
    boolean numbered = endsWithDigit(scanner.since(from));
    builder.structure(structure);
    if (scanner.at() == from || anotherPart(structure, scanner.since(from))) {
      codeAndRefinement();
    }
    return new SettingsReader(scanner, builder, structure, numbered).read();
  }

  private void transform() {
    int from = scanner.at();
    builder.transform(Grammar.TRANSFORMS.read(scanner));
    if (!scanner.accept(",")) {
      throw scanner.errorHere(
          "expected ',' and a structure after '" + scanner.since(from) + "'",
          "structures: " + Grammar.STRUCTURES.list());
    }
  }

  /// Reads nothing where a code stands by itself: as in Faiss, that is searched exhaustively.
  private Structure structure() {
    boolean codeAlone =
        Grammar.CODES.startsHere(scanner) && !Grammar.STRUCTURES.startsHere(scanner);
    return codeAlone
        ? new Structure.Flat()
        : Grammar.STRUCTURES.read(scanner, Grammar.TRANSFORMS, Grammar.CODES);
  }

  private boolean anotherPart(Structure structure, String written) {
    // Faiss also takes HNSW32_SQ8, from the time when it was unclear which one separates.
    boolean underscore = structure instanceof Structure.Hnsw || structure instanceof Structure.Nsg;
    boolean another = scanner.accept(",") || (underscore && scanner.accept("_"));
    if (!another) {
      expectSettings("',' or ';'", written);
    }
    return another;
  }

  private void codeAndRefinement() {
    if (!Grammar.REFINEMENTS.startsHere(scanner)) {
      int from = scanner.at();
      builder.code(Grammar.CODES.read(scanner, Grammar.REFINEMENTS));
      if (!scanner.accept(",")) {
        expectSettings("',' or ';'", scanner.since(from));
        return;
      }
    }
    int from = scanner.at();
    builder.refine(Grammar.REFINEMENTS.read(scanner).code());
    expectSettings("';'", scanner.since(from));
  }

  private void expectSettings(String separators, String after) {
    if (!scanner.atEnd() && !scanner.next(";")) {
      throw scanner.errorHere("expected " + separators + " or the end after '" + after + "'");
    }
  }

  private static boolean endsWithDigit(String text) {
    return !text.isEmpty() && Character.isDigit(text.charAt(text.length() - 1));
  }
}
