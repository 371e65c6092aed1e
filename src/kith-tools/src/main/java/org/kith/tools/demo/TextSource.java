package org.kith.tools.demo;

import java.io.IOException;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * Where the demo's texts come from.
 *
 * @param key tells it from every other source, in characters fit for a folder's name
 * @param what is read, for people
 * @param unit what it consists of, in the plural
 * @param advice what to install for better answers; null when nothing is missing
 */
record TextSource(String key, String what, String unit, String advice, Reader reader) {
  /** Reads all texts. */
  @FunctionalInterface
  interface Reader {
    List<Comment> read(Parts parts) throws IOException;
  }

  /** Whether its texts say since which release a class or method is there. */
  boolean tellsReleases() {
    return advice == null;
  }

  /** The running JDK's documentation, or its names when it came without sources. */
  static TextSource ofJdk(Path javaHome, JavaCompiler compiler) {
    Path archive = javaHome.resolve("lib").resolve("src.zip");
    Set<String> folders = exportedFolders();
    String version = Runtime.version().toString();
    if (compiler != null && Files.isRegularFile(archive)) {
      return new TextSource(
          "jdk-" + version,
          "the documentation of JDK " + Runtime.version().feature(),
          "comments",
          null,
          parts -> new SourceArchive(compiler, folders::contains).comments(archive, parts));
    }
    return new TextSource(
        "names-" + version,
        "the names in JDK " + Runtime.version().feature(),
        "declarations",
        advice(archive),
        parts -> ClassNames.comments(folders::contains, parts));
  }

  static TextSource ofJdk() {
    Path javaHome = Path.of(System.getProperty("java.home"));
    return ofJdk(javaHome, ToolProvider.getSystemJavaCompiler());
  }

  private static String advice(Path archive) {
    return String.format(
        Locale.ROOT,
        """
        No %s: the demo makes do with the names of the JDK's classes and methods.
        To search its documentation install the sources (Debian, Ubuntu: openjdk-%d-source; Fedora:
        java-%2$d-openjdk-src; the archives of Temurin and others have them).\
        """,
        archive,
        Runtime.version().feature());
  }

  /** Module and package of what the JDK's modules export to everyone: its published classes. */
  private static Set<String> exportedFolders() {
    Set<String> folders = new HashSet<>();
    for (var module : ModuleFinder.ofSystem().findAll()) {
      String name = module.descriptor().name();
      Stream<Exports> exports = module.descriptor().exports().stream();
      exports
          .filter(export -> !export.isQualified())
          .forEach(export -> folders.add(name + '/' + export.source().replace('.', '/')));
    }
    return folders;
  }
}
