package org.kith.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
  private static final int DIMS = 8;

  @TempDir private Path folder;
  private String out = "";
  private String err = "";

  @Test
  void benchMeasuresAndReports() throws IOException {
    Path json = folder.resolve("r.json");
    Path plot = folder.resolve("r.png");
    int code =
        bench(
            "--spec",
            "lucene-hnsw",
            "--spec",
            "lucene-sq8(oversample=2)",
            "--json",
            json.toString(),
            "--plot",
            plot.toString());
    assertEquals(0, code, err);
    assertTrue(out.contains("random: 1,800 x 8 f32, l2sq; 200 queries, k 10"), out);
    assertTrue(out.contains("merge heap MB"), out);
    assertTrue(out.contains("cold start") && out.contains("first 100 ms"), out);
    JsonNode results = new ObjectMapper().readTree(json.toFile()).get("results");
    assertEquals(2, results.size());
    for (JsonNode result : results) {
      assertResult(result, 1);
      assertTrue(result.get("qpsAtRecall").get("0.95").asDouble() > 100, result.toString());
    }
    assertEquals(1000, ImageIO.read(plot.toUri().toURL()).getWidth());
    assertEquals(List.of(), leftOvers(), "indexes are deleted");
  }

  @Test
  void segmentsStayApart() throws IOException {
    Path json = folder.resolve("r.json");
    int code =
        bench(
            "--spec=lucene-hnsw",
            "--segments=3",
            "--search-threads=2",
            "--ef=10",
            "--json=" + json);
    assertEquals(0, code, err);
    assertResult(new ObjectMapper().readTree(json.toFile()).get("results").get(0), 3);
  }

  @Test
  void mergedAndInOneGo() throws IOException {
    Path json = folder.resolve("r.json");
    int code =
        bench("--spec=lucene-hnsw", "--merge=4", "--threads=2", "--ef=40,10", "--json=" + json);
    assertEquals(0, code, err);
    JsonNode results = new ObjectMapper().readTree(json.toFile()).get("results");
    assertEquals("lucene-hnsw in one go", results.get(0).get("label").asText());
    assertEquals("lucene-hnsw merged from 4", results.get(1).get("label").asText());
    results.forEach(result -> assertResult(result, 1));
    assertEquals(0, results.get(0).get("mergeSeconds").asDouble());
    assertTrue(results.get(1).get("mergeSeconds").asDouble() > 0);
  }

  @Test
  void livedAndInOneGo() throws IOException {
    Path json = folder.resolve("r.json");
    int code =
        bench(
            "--spec=lucene-hnsw",
            "--spec=HNSW16,Flat",
            "--generations=3",
            "--deletes=30",
            "--adds=60",
            "--ef=40",
            "--json=" + json);
    assertEquals(0, code, err);
    assertTrue(out.contains("one flush of HNSW16,Flat;efConstruction=209"), out);
    JsonNode results = new ObjectMapper().readTree(json.toFile()).get("results");
    assertEquals(
        List.of(
            "lucene-hnsw in one go",
            "lucene-hnsw after 3 generations",
            "HNSW16,Flat;efConstruction=209 in one go",
            "HNSW16,Flat after 3 generations"),
        results.findValuesAsText("label"));
    for (JsonNode result : results) {
      // 900, then 900 - 270 + 540 = 1170, 1170 - 351 + 702 = 1521, 1521 - 456 + all waiting = 1800
      assertEquals(1800, result.get("vectors").asInt());
      assertEquals(1, result.get("segments").asInt());
      assertTrue(result.get("curve").get(0).get("recall").asDouble() > 0.95, result.toString());
    }
    for (int lived : new int[] {1, 3}) {
      JsonNode generations = results.get(lived).get("generations");
      assertEquals(List.of("540", "702", "735"), generations.findValuesAsText("added"));
      assertTrue(generations.get(2).get("mergeSeconds").asDouble() > 0);
      assertTrue(results.get(lived).get("qpsToFresh").get("0.90").asDouble() > 0);
      assertFalse(results.get(lived - 1).has("generations"));
    }
  }

  @Test
  void aRecallThatIsNotReachedIsNull() throws IOException {
    Path json = folder.resolve("r.json");
    assertEquals(0, bench("--spec=lucene-sq1", "--ef=10", "--json=" + json), err);
    JsonNode result = new ObjectMapper().readTree(json.toFile()).get("results").get(0);
    assertTrue(result.get("qpsAtRecall").get("0.99").isNull(), result.toString());
  }

  @Test
  void mistakesOfUsersAreToldWithoutATrace() throws IOException {
    assertMistake(2, "--data", "bench");
    assertMistake(2, "--efs", "bench", "--data", "x", "--efs", "3");
    assertMistake(
        1, "no such folder", benchArguments("--spec=lucene-hnsw", "--data", folder + "/nowhere"));
    assertMistake(1, "there are lucene-flat, lucene-hnsw", benchArguments("--spec", "lucene-ivf"));
    assertMistake(1, "--k must be at least 1", benchArguments("--k", "0"));
    assertMistake(1, "exclude each other", benchArguments("--merge=2", "--generations=2"));
    assertMistake(1, "--deletes must be", benchArguments("--generations=2", "--deletes=100"));
    assertMistake(1, "k is 5000", benchArguments("--spec=lucene-hnsw", "--k=5000"));
    assertMistake(1, "HNSW16,Flt", benchArguments("--spec", "HNSW16,Flt"));
    assertMistake(1, "not exact as bytes", benchArguments("--spec=lucene-hnsw", "--encoding=byte"));
  }

  @Test
  void exactScansAreComparedWithPlainReading() throws IOException {
    Path json = folder.resolve("r.json");
    int code =
        bench("--spec=lucene-flat", "--spec=Flat", "--spec=HNSW16", "--ef=10", "--json=" + json);
    assertEquals(0, code, err);
    JsonNode results = new ObjectMapper().readTree(json.toFile()).get("results");
    for (int exact = 0; exact < 2; exact++) {
      assertEquals(1, results.get(exact).get("curve").get(0).get("recall").asDouble());
      assertTrue(results.get(exact).get("scannedBytesPerSecond").asDouble() > 1e6, out);
    }
    assertFalse(results.get(2).has("scannedBytesPerSecond"));
    assertTrue(out.contains("exact scan"), out);
    assertTrue(out.contains("plain read of 0.1 MB, as the vectors have"), out);
  }

  @Test
  void luceneIsLeftOutUnderMetricsItDoesNotHave() throws IOException {
    assertMistake(
        1,
        "random: nothing is left to measure: Lucene has no metric linf",
        benchArguments("--spec=lucene-hnsw", "--metric=linf"));
    assertMistake(
        1, "there is none of that name", benchArguments("--spec=Flat", "--metric=nearness"));
    assertMistake(1, "compares packed bits, these are f32", benchArguments("--metric=hamming"));
  }

  @Test
  void helpIsThere() {
    assertEquals(0, run("bench", "--help"));
    assertTrue(out.contains("--search-threads"), out);
    assertEquals(0, run());
    assertTrue(out.contains("demo") && out.contains("bench"), out);
  }

  private void assertMistake(int code, String reason, String... arguments) {
    assertEquals(code, run(arguments));
    assertTrue(err.contains(reason), err);
    assertFalse(err.contains("\tat "), err);
  }

  private static void assertResult(JsonNode result, int segments) {
    assertEquals("random", result.get("data").asText());
    assertTrue(result.get("spec").asText().matches("lucene-.*|HNSW16,Flat"), result.toString());
    assertEquals(10, result.get("k").asInt());
    assertEquals(segments, result.get("segments").asInt());
    assertTrue(result.get("bytesOnDisk").asLong() > 1800 * DIMS * 4, result.toString());
    for (String time : List.of("indexSeconds", "openMillis", "peakHeapBytes")) {
      assertTrue(result.get(time).asDouble() > 0, time);
    }
    assertTrue(result.get("mergeSeconds").asDouble() >= 0);
    assertTrue(result.get("mergeHeapBytes").asLong() <= result.get("peakHeapBytes").asLong());
    JsonNode start = result.get("coldStart");
    assertEquals(100, start.get("queries").asInt());
    assertTrue(start.get("dropped").isBoolean());
    double firstMillis = start.get("firstMillis").asDouble();
    assertTrue(
        firstMillis > 0 && start.get("allMillis").asDouble() > firstMillis, start.toString());
    JsonNode first = result.get("curve").get(0);
    assertEquals(10, first.get("ef").asInt());
    assertTrue(first.get("recall").asDouble() > 0.5, first.toString());
    assertTrue(first.get("qps").asDouble() > 0, first.toString());
    double visited = first.get("visited").asDouble();
    // Segments as small as a third of it are scanned.
    assertTrue(visited > 10 && visited < (segments == 1 ? 1800 : 1801), first.toString());
  }

  private int bench(String... more) throws IOException {
    return run(benchArguments(more));
  }

  /** A very small measurement of random vectors, without a long warm-up. */
  private String[] benchArguments(String... more) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("bench", "--quick", "--rounds", "1"));
    arguments.addAll(List.of("--data", randomVectors().toString()));
    arguments.addAll(List.of("--cache", folder.toString(), "--work", folder.toString()));
    arguments.addAll(Arrays.asList(more));
    return arguments.toArray(String[]::new);
  }

  private Path randomVectors() throws IOException {
    Random random = new Random(17);
    ByteBuffer bytes = ByteBuffer.allocate(2000 * (4 + 4 * DIMS)).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      bytes.putInt(DIMS);
      for (int i = 0; i < DIMS; i++) {
        bytes.putFloat((float) random.nextGaussian());
      }
    }
    return Files.write(folder.resolve("random.fvecs"), bytes.array());
  }

  private List<Path> leftOvers() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isDirectory).toList();
    }
  }

  private int run(String... arguments) {
    Ran ran = Ran.of(arguments);
    out = ran.out();
    err = ran.err();
    return ran.code();
  }
}
