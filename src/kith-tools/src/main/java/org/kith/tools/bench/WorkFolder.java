package org.kith.tools.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder that indexes are built in; gone afterwards, even after Ctrl-C, unless kept. */
final class WorkFolder implements AutoCloseable {
  private final Path path;
  private final boolean keep;
  private final Thread onExit = new Thread(this::deleteQuietly, "delete work folder");

  /** A new folder inside {@code parent}, or where the system keeps temporary files. */
  WorkFolder(Path parent, boolean keep) throws IOException {
    if (parent == null) {
      path = Files.createTempDirectory("kith-bench");
    } else {
      Files.createDirectories(parent);
      path = Files.createTempDirectory(parent, "kith-bench");
    }
    this.keep = keep;
    if (!keep) {
      Runtime.getRuntime().addShutdownHook(onExit);
    }
  }

  Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    if (!keep) {
      delete(path);
      Runtime.getRuntime().removeShutdownHook(onExit);
    }
  }

  /** Deletes a folder with all it holds. */
  static void delete(Path folder) throws IOException {
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(folder)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : paths) {
      Files.delete(each);
    }
  }

  private void deleteQuietly() {
    try {
      delete(path);
    } catch (IOException e) {
      System.err.println("could not delete " + path + ": " + e.getMessage());
    }
  }
}
