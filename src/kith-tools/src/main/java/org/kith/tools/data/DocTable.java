package org.kith.tools.data;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * What is known of each base row of a data folder, in {@code docs.tsv} or {@code docs.tsv.gz}: a
 * header, then a line for each row in their order; cells between tabs. Read once, forwards.
 */
public final class DocTable implements Closeable {
  private final Path file;
  private final BufferedReader reader;
  private final List<String> columns;
  private int line = 1;

  private DocTable(Path file, BufferedReader reader) throws IOException {
    this.file = file;
    this.reader = reader;
    String header = reader.readLine();
    if (header == null) {
      throw new IOException(file + ": no header");
    }
    columns = cells(header);
  }

  /** The file of a folder that has one; null if it has none. */
  public static Path fileOf(Path folder) {
    for (String name : List.of("docs.tsv", "docs.tsv.gz")) {
      Path file = folder.resolve(name);
      if (Files.isRegularFile(file)) {
        return file;
      }
    }
    return null;
  }

  /** Opens a file that {@link #fileOf} found. */
  public static DocTable open(Path file) throws IOException {
    InputStream raw = Files.newInputStream(file);
    try {
      InputStream bytes = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
      return new DocTable(
          file, new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }

  /** The names of the columns. */
  public List<String> columns() {
    return columns;
  }

  /** The cells of the next row, one for each column; null behind the last. */
  public List<String> next() throws IOException {
    String text = reader.readLine();
    if (text == null) {
      return null;
    }
    line++;
    List<String> cells = cells(text);
    if (cells.size() != columns.size()) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s: line %d has %d cells, the header %d",
              file,
              line,
              cells.size(),
              columns.size()));
    }
    return cells;
  }

  private static List<String> cells(String line) {
    return List.of(line.split("\t", -1));
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
