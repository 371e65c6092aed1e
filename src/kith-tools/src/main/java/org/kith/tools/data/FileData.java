package org.kith.tools.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A data set whose base vectors are one file. Queries and neighbours are looked for where the
 * well-known sets have them: {@code x_base.fvecs}, {@code x_query.fvecs}, {@code
 * x_groundtruth.ivecs}. Without queries the last rows of the base are held out as such.
 */
final class FileData {
  private static final int MAX_HELD_OUT = 1000;

  private FileData() {}

  static DataSet open(Path file, DataOptions options) throws IOException {
    Vectors all = VectorFile.open(file, options.dims());
    Metric metric = options.metric() == null ? Metric.L2SQ : Metric.named(options.metric());
    String fileName = file.getFileName().toString();
    String stem = fileName.substring(0, fileName.lastIndexOf('.'));
    String name = stem.replaceFirst("_(base|learn)$", "");
    Path queries = given(options.queries(), file, name + "_query." + VectorFile.extension(file));
    if (queries == null) {
      return holdOut(name, metric, all);
    }
    Vectors queryVectors = VectorFile.open(queries, options.dims());
    Path truth = given(options.truth(), file, name + "_groundtruth.ivecs");
    return new DataSet(
        name,
        metric,
        all,
        queryVectors,
        truth == null ? null : TruthFile.read(truth, queryVectors.count()));
  }

  private static Path given(Path option, Path base, String neighbour) {
    if (option != null) {
      return option;
    }
    Path beside = base.resolveSibling(neighbour);
    return Files.exists(beside) && !beside.equals(base) ? beside : null;
  }

  private static DataSet holdOut(String name, Metric metric, Vectors all) throws IOException {
    int heldOut = Math.min(MAX_HELD_OUT, all.count() / 10);
    if (heldOut == 0) {
      throw new IOException(name + ": too few rows to hold queries out; name some with --queries");
    }
    int indexed = all.count() - heldOut;
    return new DataSet(name, metric, all.range(0, indexed), all.range(indexed, all.count()), null);
  }
}
