package org.kith.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The files that the tests of this package judge.
final class Repository {
  static final Path ROOT = root();

  private static final List<Path> FILES = walk();

  private Repository() {}

  /// All files whose path, relative to the root and with slashes, matches; at least one, because of
  /// no file every rule holds.
  static List<Path> files(String pathRegex) {
    List<Path> files = FILES.stream().filter(file -> name(file).matches(pathRegex)).toList();
    if (files.isEmpty()) {
      throw new IllegalArgumentException("no file matches " + pathRegex);
    }
    return files;
  }

  static List<Path> javaFiles() {
    return files(".*\\.java");
  }

  static String name(Path file) {
    return ROOT.relativize(file).toString().replace('\\', '/');
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Each line that matches, as `file:line: text`.
  static List<String> linesMatching(List<Path> files, Pattern pattern) {
    List<String> found = new ArrayList<>();
    for (Path file : files) {
      List<String> lines = text(file).lines().toList();
      for (int i = 0; i < lines.size(); i++) {
        if (pattern.matcher(lines.get(i)).find()) {
          found.add(name(file) + ":" + (i + 1) + ": " + lines.get(i).strip());
        }
      }
    }
    return found;
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("NOTICE"))) {
      folder = folder.getParent();
    }
    return folder;
  }

  /// What is hidden or built is not ours to judge, and may vanish while we look.
  private static List<Path> walk() {
    List<Path> found = new ArrayList<>();
    var visitor =
        new SimpleFileVisitor<Path>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean skipped = !folder.equals(ROOT) && isSkipped(folder.getFileName().toString());
            return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            found.add(file);
            return FileVisitResult.CONTINUE;
          }
        };
    try {
      Files.walkFileTree(ROOT, visitor);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    found.sort(null);
    return List.copyOf(found);
  }

  private static boolean isSkipped(String folder) {
    return folder.equals("target") || folder.startsWith(".");
  }
}
