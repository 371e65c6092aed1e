package org.kith.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kith.kernel.Encoding;
import org.kith.kernel.Kernel;
import org.kith.kernel.Kernels;
import org.kith.spec.Spec;

/** Metrics that the user brings: registered, or found as services. */
class UserMetricTest {
  private static final float[] ZERO = {0, 0};
  private static final float[] ROW = {3, -0.25f};

  /** A sum of absolute differences, each up to a cap. */
  private record Capped(String name) implements MetricProvider {
    @Override
    public Metric bind(Binding binding) {
      double cap = binding.number(0) * binding.number("scale", 1);
      return binding.overFloats((query, row) -> {
        double sum = 0;
        for (int i = 0; i < query.length; i++) {
          sum += Math.min(cap, Math.abs(query[i] - row[i]));
        }
        return (float) sum;
      });
    }
  }

  @AfterEach
  void forget() {
    Metrics.unregister("capped");
  }

  @Test
  void aFunctionIsEnough() throws IOException {
    Metrics.register(new Capped("capped"));
    Metric metric = metric("Flat;metric=capped(1.50)");
    assertEquals("capped(1.5)", metric.name());
    assertEquals(1.75f, Distances.of(metric, ZERO, ROW)[0]);
    assertEquals(1 / 2.75f, metric.score(1.75f));
    assertEquals(3.25f, Distances.of(metric("Flat;metric=capped(1.5);scale=2"), ZERO, ROW)[0]);
    Metric slices = metric("Flat;metric=weighted(capped(1)[0:1]*3+l1[1:2]*1)");
    assertEquals((3 + 0.25f) / 4, Distances.of(slices, ZERO, ROW)[0]);
  }

  @Test
  void aKernelSeesRowsWhereTheyAre() throws IOException {
    Metrics.register(
        provider(
            "capped",
            binding ->
                new Metric() {
                  @Override
                  public String name() {
                    return binding.text();
                  }

                  @Override
                  public Kernel kernel() {
                    return Kernels.l1(binding.encoding(), binding.dims());
                  }

                  @Override
                  public void toDistances(float[] values, int count) {
                    for (int i = 0; i < count; i++) {
                      values[i] *= 10;
                    }
                  }
                }));
    assertEquals(32.5f, Distances.of(metric("Flat;metric=capped"), ZERO, ROW)[0]);
  }

  @Test
  void bytesAndNaN() throws IOException {
    Metrics.register(
        provider("capped", b -> b.overBytes((query, row) -> query[0] == 0 ? Float.NaN : row[1])));
    Metric metric = Metrics.of("capped", Encoding.I8, 2);
    byte[] row = {1, -5};
    assertEquals(-5, Distances.of(metric, row, row)[0]);
    assertEquals(6, metric.score(-5));
    assertEquals(Float.POSITIVE_INFINITY, Distances.of(metric, new byte[2], row)[0]);
  }

  @Test
  void argumentsAreNamedInErrors() {
    Metrics.register(new Capped("capped"));
    assertEquals(
        "metric 'capped': argument 1 is missing, expected a number", refusal("Flat;metric=capped"));
    assertEquals(
        "metric 'capped(much)': argument 1 must be a number, got 'much'",
        refusal("Flat;metric=capped(much)"));
    assertEquals(
        "metric 'capped(1)': scale must be a number, got 'big'",
        refusal("Flat;metric=capped(1);scale=big"));
  }

  @Test
  void namesAreGivenOnce() {
    Metrics.register(new Capped("capped"));
    Metrics.register(new Capped("capped"));
    Class<IllegalArgumentException> refused = IllegalArgumentException.class;
    MetricProvider other = provider("capped", b -> null);
    String message = assertThrows(refused, () -> Metrics.register(other)).getMessage();
    assertTrue(message.startsWith("metric 'capped' is registered already, as class "), message);
    for (String name : new String[] {"weighted", "2x", "", "a b"}) {
      message = assertThrows(refused, () -> Metrics.register(new Capped(name))).getMessage();
      assertEquals("'" + name + "' cannot name a metric", message);
    }
    message = assertThrows(refused, () -> Metrics.register(new Capped("L2"))).getMessage();
    assertEquals("metric 'L2' is built in", message);
  }

  @Test
  void aProviderMustGiveWhatItWasAskedFor() {
    Metrics.register(provider("capped", b -> Metrics.of("l1", b.encoding(), b.dims())));
    String message = refusal("Flat;metric=capped(3)");
    assertTrue(message.contains("was asked for the metric 'capped(3)' and gave 'l1'"), message);
  }

  @Test
  void whatIsMissingIsNamed() {
    MissingMetricException e =
        assertThrows(MissingMetricException.class, () -> metric("Flat;metric=capped(3)"));
    assertEquals("capped", e.metric());
    assertEquals(
        "no metric is named 'capped'; built in are ip, dot, cos, l2sq, l1, linf, lp({p}), pearson,"
            + " haversine, jsd, canberra, braycurtis, jaccard, hamming, tanimoto, sorensen, nphd;"
            + " one of your own is looked for among those of Metrics.register and among the"
            + " services META-INF/services/org.kith.metric.MetricProvider (or 'provides' of a"
            + " module) that the thread's class loader and Kith's see",
        e.getMessage());
  }

  @Test
  void servicesAreFound(@TempDir Path directory) throws IOException {
    Path source = directory.resolve("Offered.java");
    Files.writeString(
        source,
        """
        package example;

        import org.kith.metric.*;

        public class Offered implements MetricProvider {
          public String name() {
            return "offered";
          }

          public Metric bind(Binding binding) {
            return binding.overFloats((query, row) -> Math.abs(query[0] - row[0]));
          }
        }
        """);
    Path services = directory.resolve("META-INF/services/" + MetricProvider.class.getName());
    Files.createDirectories(services.getParent());
    Files.writeString(services, "example.Absent\nexample.Offered\n");
    String library = Path.of("target/classes").toAbsolutePath().toString();
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-cp", library, "-d", directory.toString(), source.toString());
    assertEquals(0, failed, "the provider does not compile");
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {directory.toUri().toURL()}, before)) {
      thread.setContextClassLoader(loader);
      assertEquals(3, Distances.of(metric("Flat;metric=offered"), ZERO, ROW)[0]);
      String message = refusal("Flat;metric=capped");
      assertTrue(message.contains("could not be loaded: "), message);
      assertTrue(message.contains("example.Absent"), message);
    } finally {
      thread.setContextClassLoader(before);
    }
    assertThrows(MissingMetricException.class, () -> metric("Flat;metric=offered"));
  }

  /** Makes a provider of a function. */
  private static MetricProvider provider(String name, Function<Binding, Metric> make) {
    return new MetricProvider() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Metric bind(Binding binding) {
        return make.apply(binding);
      }
    };
  }

  private static Metric metric(String text) {
    Spec spec = Spec.parse(text);
    Map<String, String> own = spec.settings().own();
    return spec.metric().orElseThrow().bind(own, Encoding.F32, 2);
  }

  private static String refusal(String text) {
    return assertThrows(IllegalArgumentException.class, () -> metric(text)).getMessage();
  }
}
