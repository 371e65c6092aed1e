package org.kith.tools.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder with {@code meta.json} (name, dims, encoding, metric), {@code base.ENC}, {@code
 * query.ENC} and, if known, {@code truth.i32}.
 */
final class FolderData {
  private FolderData() {}

  static DataSet open(Path folder) throws IOException {
    Path file = folder.resolve("meta.json");
    if (!Files.isRegularFile(file)) {
      throw new IOException(folder + ": a data folder needs a meta.json");
    }
    JsonNode meta = new ObjectMapper().readTree(file.toFile());
    String name = text(file, meta, "name");
    Metric metric;
    try {
      metric = Metric.named(text(file, meta, "metric"));
    } catch (IllegalArgumentException e) {
      throw new IOException(name + ": " + e.getMessage(), e);
    }
    String label = text(file, meta, "encoding");
    Encoding encoding = Encoding.named(label);
    if (encoding == null) {
      throw new IOException(
          name + ": unknown encoding '" + label + "'; known are f32 f16 u8 i8 bits");
    }
    int dims = meta.path("dims").asInt();
    Vectors base = Vectors.map(folder.resolve("base." + label), encoding, dims);
    Vectors queries = Vectors.map(folder.resolve("query." + label), encoding, dims);
    Path truth = folder.resolve("truth.i32");
    return new DataSet(
        name,
        metric,
        base,
        queries,
        Files.exists(truth) ? TruthFile.read(truth, queries.count()) : null);
  }

  private static String text(Path file, JsonNode meta, String key) throws IOException {
    JsonNode value = meta.get(key);
    if (value == null || !value.isTextual()) {
      throw new IOException(file + ": no text under \"" + key + "\"");
    }
    return value.textValue();
  }
}
