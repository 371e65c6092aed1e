package org.kith.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The style that a machine can judge, over every module.
class TidyTest {
  private static final int MAX_FILE_LINES = 500;
  private static final int MAX_METHOD_LINES = 60;
  private static final Pattern LONG_LINE = Pattern.compile("^.{101,}$");
  private static final Pattern WILDCARD_IMPORT = Pattern.compile("^import .*\\*;");
  private static final Pattern INCUBATOR = Pattern.compile("\\bjdk\\.incubator\\.vector\\.\\w");
  private static final Pattern BARE_TODO = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)[^)]*\\)");

  @Test
  void filesAreShort() {
    assertNone(
        Repository.javaFiles().stream()
            .filter(file -> Repository.text(file).lines().count() > MAX_FILE_LINES)
            .map(Repository::name));
  }

  @Test
  void methodsFitAScreen() throws IOException {
    List<MethodLengths.Method> methods = MethodLengths.of(Repository.javaFiles());
    assertNotEquals(List.of(), methods);
    assertNone(methods.stream().filter(method -> method.lines() > MAX_METHOD_LINES));
  }

  @Test
  void linesFitTheirColumns() {
    assertNone(Repository.linesMatching(Repository.javaFiles(), LONG_LINE).stream());
  }

  @Test
  void importsNameTheirClass() {
    assertNone(Repository.linesMatching(Repository.javaFiles(), WILDCARD_IMPORT).stream());
  }

  @Test
  void onlyKernelsUseTheVectorModule() {
    List<Path> others =
        Repository.javaFiles().stream()
            .filter(file -> !Repository.name(file).contains("/org/kith/kernel/"))
            .toList();
    assertNone(Repository.linesMatching(others, INCUBATOR).stream());
  }

  @Test
  void nothingIsLeftForLater() {
    assertNone(Repository.linesMatching(Repository.javaFiles(), BARE_TODO).stream());
  }

  @Test
  void everyPackageSaysWhatItIsFor() {
    assertNone(
        Repository.files(".*/src/main/java/.+/[^/]+\\.java").stream()
            .map(Path::getParent)
            .distinct()
            .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
            .map(Repository::name));
  }

  @Test
  void linksOfDocumentsResolve() {
    List<String> broken = new ArrayList<>();
    for (Path document : Repository.files(".*\\.md")) {
      LINK.matcher(Repository.text(document))
          .results()
          .map(link -> link.group(1))
          .filter(target -> !target.matches("[a-z]+:.*"))
          .filter(target -> !Files.exists(document.resolveSibling(target)))
          .forEach(target -> broken.add(Repository.name(document) + " -> " + target));
    }
    assertNone(broken.stream());
  }

  private static void assertNone(Stream<?> violations) {
    assertEquals("", String.join("\n", violations.map(Object::toString).toList()));
  }
}
