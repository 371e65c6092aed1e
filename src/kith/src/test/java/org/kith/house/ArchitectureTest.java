package org.kith.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Nothing imports upwards, and the engine knows no Lucene. Judged on class files, which show what
/// no import names, and on imports, which show the constants that the compiler has copied.
class ArchitectureTest {
  /// From the bottom.
  private static final List<String> PACKAGES =
      List.of(
          "org.kith.kernel",
          "org.kith.metric",
          "org.kith.quantize",
          "org.kith.graph",
          "org.kith.partition",
          "org.kith.spec",
          "org.kith.store",
          "org.kith.format",
          "org.kith",
          "org.kith.search");

  private static final Set<String> ENGINE = Set.copyOf(PACKAGES.subList(0, 6));

  private static final Pattern IMPORT = Pattern.compile("(?m)^import (?:static )?([\\w.]+);");
  private static final Pattern CLASS = Pattern.compile("([a-z0-9_.]+)\\.[A-Z].*");

  private record Use(String user, String used) {
    boolean isAllowed() {
      String usedPackage = packageOf(used);
      if (!PACKAGES.contains(user)) {
        return false;
      }
      if (PACKAGES.contains(usedPackage)) {
        return PACKAGES.indexOf(usedPackage) <= PACKAGES.indexOf(user);
      }
      return !used.startsWith("org.kith.")
          && !(used.startsWith("org.apache.lucene.") && ENGINE.contains(user));
    }

    @Override
    public String toString() {
      return user + " -> " + used;
    }
  }

  @Test
  void classesLookDown() {
    var classes =
        new ClassFileImporter().importPath(Repository.ROOT.resolve("src/kith/target/classes"));
    assertEquals(
        Set.of(),
        violations(
            classes.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(ArchitectureTest::use)));
  }

  @Test
  void importsLookDown() {
    assertEquals(
        Set.of(),
        violations(
            Repository.files("src/kith/src/main/java/.*/\\w+\\.java").stream()
                .flatMap(ArchitectureTest::imports)));
  }

  private static Set<String> violations(Stream<Use> uses) {
    List<Use> all = uses.toList();
    assertNotEquals(List.of(), all, "nothing was looked at");
    var violations = new TreeSet<String>();
    all.stream().filter(use -> !use.isAllowed()).map(Objects::toString).forEach(violations::add);
    return violations;
  }

  private static Use use(Dependency dependency) {
    return new Use(
        dependency.getOriginClass().getPackageName(),
        dependency.getTargetClass().getBaseComponentType().getName().replace('$', '.'));
  }

  private static Stream<Use> imports(Path file) {
    String folder = Repository.name(file.getParent()).replaceAll(".*/java/", "").replace('/', '.');
    return IMPORT.matcher(Repository.text(file)).results().map(it -> new Use(folder, it.group(1)));
  }

  private static String packageOf(String className) {
    var matcher = CLASS.matcher(className);
    return matcher.matches() ? matcher.group(1) : "";
  }
}
