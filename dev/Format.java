import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Checks that every Java file of the project is formatted, or with `--fix` formats it. Run by
/// Maven at the root of the project, straight from this source.
class Format {
  void main(String[] args) throws IOException, FormatterException {
    boolean fix = List.of(args).contains("--fix");
    int unformatted = 0;
    for (Path file : sources()) {
      String source = Files.readString(file);
      String formatted = new Formatter().formatSourceAndFixImports(source);
      if (!source.equals(formatted)) {
        IO.println((fix ? "formatted " : "not formatted: ") + file);
        if (fix) {
          Files.writeString(file, formatted);
        }
        unformatted++;
      }
    }
    if (unformatted > 0 && !fix) {
      IO.println("To format them: mvn -N validate -Dformat=--fix");
      System.exit(1);
    }
  }

  private static List<Path> sources() throws IOException {
    try (var files = Files.walk(Path.of(""))) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.toString().matches(".*\\btarget\\b.*"))
          .sorted()
          .toList();
    }
  }
}
