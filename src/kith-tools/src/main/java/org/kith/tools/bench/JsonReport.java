package org.kith.tools.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.util.Version;

/** Results for machines. */
final class JsonReport {
  static final List<Double> RECALLS = List.of(0.90, 0.95, 0.99);

  private final ObjectMapper mapper = new ObjectMapper();

  void write(Path file, List<Result> results) throws IOException {
    Files.writeString(
        file,
        mapper.writerWithDefaultPrettyPrinter().writeValueAsString(report(results))
            + System.lineSeparator());
  }

  private ObjectNode report(List<Result> results) {
    ObjectNode report = mapper.createObjectNode();
    report.put("lucene", Version.LATEST.toString());
    report.put("java", Runtime.version().toString());
    report.put("processors", Runtime.getRuntime().availableProcessors());
    ArrayNode list = report.putArray("results");
    results.forEach(result -> list.add(node(result)));
    return report;
  }

  private ObjectNode node(Result result) {
    BuildFigures build = result.build();
    ObjectNode node = mapper.createObjectNode();
    node.put("data", result.data().name());
    node.put("spec", result.spec());
    node.put("label", result.label());
    node.put("vectors", result.data().base().count());
    node.put("dims", result.data().base().dims());
    node.put("metric", result.data().metric().label());
    node.put("k", result.search().k());
    node.put("buildThreads", result.plan().threads());
    node.put("searchThreads", result.search().threads());
    node.put("segments", build.segments());
    node.put("indexSeconds", build.indexSeconds());
    node.put("mergeSeconds", build.mergeSeconds());
    node.put("cpuSeconds", build.cpuSeconds());
    node.put("openMillis", build.openMillis());
    node.put("bytesOnDisk", build.bytesOnDisk());
    node.set("bytesByExtension", mapper.valueToTree(build.bytesByExtension()));
    node.put("peakHeapBytes", build.peakHeapBytes());
    node.put("mergeHeapBytes", build.mergeHeapBytes());
    node.set("coldStart", mapper.valueToTree(result.coldStart()));
    if (result.scannedBytes() > 0) {
      node.put("scannedBytesPerSecond", result.scannedBytesPerSecond());
    }
    ArrayNode curve = node.putArray("curve");
    result.curve().points().forEach(point -> curve.add(mapper.<ObjectNode>valueToTree(point)));
    ObjectNode qps = node.putObject("qpsAtRecall");
    for (double recall : RECALLS) {
      qps.put(String.format(Locale.ROOT, "%.2f", recall), result.curve().qpsAt(recall));
    }
    if (result.fresh() != null) {
      addLife(node, result);
    }
    return node;
  }

  private void addLife(ObjectNode node, Result result) {
    node.put("deletesPercent", result.plan().life().deletes());
    node.put("addsPercent", result.plan().life().adds());
    ArrayNode generations = node.putArray("generations");
    result
        .build()
        .generations()
        .forEach(step -> generations.add(mapper.<ObjectNode>valueToTree(step)));
    ObjectNode ratios = node.putObject("qpsToFresh");
    for (double recall : RECALLS) {
      ratios.put(String.format(Locale.ROOT, "%.2f", recall), result.ratioToFresh(recall));
    }
  }
}
