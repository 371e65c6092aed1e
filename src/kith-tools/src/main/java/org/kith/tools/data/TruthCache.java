package org.kith.tools.data;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.IntConsumer;

/** True neighbours of data sets that bring none, computed once and kept by content. */
public final class TruthCache {
  /** Neighbours kept even when fewer are asked for, so that a later k finds them. */
  private static final int USUAL_K = 100;

  private final Path folder;

  /** A cache in a folder, which is created when needed. */
  public TruthCache(Path folder) {
    this.folder = folder;
  }

  /**
   * The data set with the truth for {@code k} neighbours: its own, the cached, or computed now.
   *
   * @param done told how many queries were just finished, by any thread; not called when nothing is
   *     computed
   */
  public DataSet complete(DataSet data, int k, IntConsumer done) throws IOException {
    if (k > data.base().count()) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s: k is %d, but there are only %d vectors",
              data.name(),
              k,
              data.base().count()));
    }
    data.requireComparable();
    if (data.truth() != null && data.truth()[0].length >= k) {
      return data;
    }
    int neighbours = Math.min(Math.max(k, USUAL_K), data.base().count());
    Path file = folder.resolve("truth-" + contentKey(data, neighbours) + ".i32");
    int[][] truth;
    if (Files.exists(file) && Files.size(file) == 4L * data.queries().count() * neighbours) {
      truth = TruthFile.read(file, data.queries().count());
    } else {
      truth = new ExactNeighbours(data, neighbours).find(done);
      write(file, truth);
    }
    return new DataSet(data.name(), data.metric(), data.base(), data.queries(), truth);
  }

  private static String contentKey(DataSet data, int neighbours) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      String what = data.metric().label() + " " + neighbours;
      digest.update(what.getBytes(StandardCharsets.UTF_8));
      data.base().update(digest);
      data.queries().update(digest);
      return HexFormat.of().formatHex(digest.digest(), 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  private void write(Path file, int[][] truth) throws IOException {
    int columns = truth[0].length;
    byte[] bytes = new byte[4 * truth.length * columns];
    MemorySegment segment = MemorySegment.ofArray(bytes);
    for (int i = 0; i < truth.length; i++) {
      MemorySegment.copy(truth[i], 0, segment, VectorFile.INT, 4L * i * columns, columns);
    }
    Files.createDirectories(folder);
    // Renamed into place, so that a run cut short leaves no half file behind.
    Path unfinished = Files.createTempFile(folder, "truth", ".part");
    Files.write(unfinished, bytes);
    Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
