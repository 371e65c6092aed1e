package org.kith.tools.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Opens what {@code --data} names: a folder, a file, or a data set that is made on the spot. */
public final class DataSets {
  private final Map<String, DataSource> sources;

  /** With data sets that are made, by the names that call them. */
  public DataSets(Map<String, DataSource> sources) {
    this.sources = Map.copyOf(sources);
  }

  /** Opens a data set, under the metric asked for where that is another than its own. */
  public DataSet open(String name, DataOptions options) throws IOException {
    DataSet data = find(name, options);
    return options.metric() == null ? data : data.under(Metric.named(options.metric()));
  }

  private DataSet find(String name, DataOptions options) throws IOException {
    DataSource source = sources.get(name);
    if (source != null) {
      return source.load(options.dims(), options.cache());
    }
    Path path = Path.of(name);
    if (Files.isDirectory(path)) {
      return FolderData.open(path);
    }
    if (!Files.exists(path)) {
      throw new IOException(name + ": no such folder or file");
    }
    return switch (VectorFile.extension(path)) {
      case "hdf5", "h5" -> Hdf5Data.open(path);
      default -> FileData.open(path, options);
    };
  }
}
