package org.kith.tools.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.tools.JavaCompiler;
import org.kith.tools.demo.SourceComments.Source;

/** The comments of a zip of Java sources, such as the JDK's {@code lib/src.zip}. */
final class SourceArchive {
  /** Files a parser task holds at a time: enough to spread its start, few enough for the heap. */
  private static final int BATCH = 100;

  private final JavaCompiler compiler;
  private final Predicate<String> folders;

  /**
   * @param folders those to read, as in {@code java.base/java/util}
   */
  SourceArchive(JavaCompiler compiler, Predicate<String> folders) {
    this.compiler = compiler;
    this.folders = folders;
  }

  /** Parses on all cores; the order is the archive's. Progress is told in files. */
  List<Comment> comments(Path archive, Parts parts) throws IOException {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      List<? extends ZipEntry> files =
          zip.stream().filter(entry -> isWanted(entry.getName())).toList();
      parts.total(files.size());
      return IntStream.range(0, (files.size() + BATCH - 1) / BATCH)
          .parallel()
          .mapToObj(i -> files.subList(i * BATCH, Math.min(files.size(), (i + 1) * BATCH)))
          .flatMap(batch -> parse(zip, batch, parts).stream())
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private boolean isWanted(String file) {
    return file.endsWith(".java")
        && !file.endsWith("-info.java")
        && folders.test(file.substring(0, Math.max(0, file.lastIndexOf('/'))));
  }

  private List<Comment> parse(ZipFile zip, List<? extends ZipEntry> files, Parts parts) {
    try {
      List<Source> sources = new ArrayList<>();
      for (ZipEntry file : files) {
        byte[] content = zip.getInputStream(file).readAllBytes();
        sources.add(new Source(file.getName(), new String(content, StandardCharsets.UTF_8)));
      }
      List<Comment> comments = SourceComments.of(compiler, sources);
      parts.done(files.size());
      return comments;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
