package org.kith.tools.nearest;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import java.util.zip.CRC32;
import org.apache.lucene.util.IOUtils;
import org.kith.tools.data.CodePrint;
import org.kith.tools.data.DataSet;
import org.kith.tools.data.DocTable;

/**
 * Keeps indexes in the cache, by data and metric: {@code nearest1/NAME-PATH-METRIC/index-STAMP}.
 * The stamp changes with the files of the data and with the build of Kith; the last one is kept.
 */
final class NearestStore {
  private static final String FORMAT = "nearest1";

  private final Path cache;
  private final PrintWriter log;

  NearestStore(Path cache, PrintWriter log) {
    this.cache = cache;
    this.log = log;
  }

  /** The folder of the index of a data folder's base rows; made now if it is missing. */
  Path index(Path folder, DataSet data) throws IOException {
    Path table = DocTable.fileOf(folder);
    Path home = cache.resolve(FORMAT).resolve(home(folder, data));
    Path index = home.resolve("index-" + stamp(folder, table));
    if (Files.exists(index)) {
      return index;
    }
    Files.createDirectories(home);
    removeOthers(home);
    long start = System.nanoTime();
    // Renamed when it is whole, so that a run cut short leaves no half index behind.
    Path unfinished = Files.createTempDirectory(home, "unfinished");
    try {
      NearestIndex.write(unfinished, data, table);
    } catch (IOException | RuntimeException e) {
      IOUtils.rm(unfinished);
      throw e;
    }
    Files.move(unfinished, index);
    log.printf(
        Locale.ROOT,
        "%s: indexed %,d rows as %s in %.1f s; kept in %s%n",
        data.name(),
        data.base().count(),
        NearestIndex.spec(data),
        (System.nanoTime() - start) / 1e9,
        index);
    log.flush();
    return index;
  }

  private static String home(Path folder, DataSet data) throws IOException {
    String name = data.name() + "-" + print(folder.toRealPath().toString());
    String metric = data.metric().label();
    String plain = metric.matches("\\w+") ? metric : print(metric);
    return name.replaceAll("[^\\w.-]", "_") + "-" + plain;
  }

  private static String stamp(Path folder, Path table) throws IOException {
    StringBuilder files = new StringBuilder(CodePrint.ofKith());
    try (DirectoryStream<Path> bases = Files.newDirectoryStream(folder, "{meta.json,base.*}")) {
      for (Path base : bases) {
        files.append(version(base));
      }
    }
    return print(table == null ? files.toString() : files + version(table));
  }

  private static String version(Path file) throws IOException {
    return file.getFileName() + " " + Files.size(file) + " " + Files.getLastModifiedTime(file);
  }

  private static String print(String text) {
    CRC32 sum = new CRC32();
    sum.update(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().toHexDigits((int) sum.getValue());
  }

  private static void removeOthers(Path home) throws IOException {
    try (DirectoryStream<Path> old = Files.newDirectoryStream(home, "{index,unfinished}*")) {
      for (Path path : old) {
        IOUtils.rm(path);
      }
    }
  }
}
