package org.kith.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// Specs from typed parts: the same objects that the strings give, and the same refusals.
class SpecBuilderTest {

  @Test
  void silenceIsTheDefault() {
    assertEquals(Spec.parse("HNSW16,Flat"), Spec.builder().build());
  }

  @Test
  void everyPartEqualsItsText() {
    Spec built =
        Spec.builder()
            .transform(new Transform.Normalization())
            .transform(new Transform.Pca(64))
            .structure(new Structure.Ivf(4096, Optional.of(new Structure.Hnsw(32))))
            .code(new Code.RaBitQ(4))
            .refine(Code.Scalar.BITS8)
            .metric(
                new MetricSpec.Weighted(
                    new MetricSpec.Slice(new MetricSpec.Named("angular"), 0, 128, 0.7),
                    new MetricSpec.Slice(new MetricSpec.Named("mine", "3.0"), 128, 256, 0.3)))
            .efConstruction(200)
            .efSearch(100)
            .oversample(1.5)
            .seed(-1)
            .own("depth", "2.0")
            .build();
    String text =
        "L2norm,PCA64,IVF4096_HNSW32,RaBitQ4,Refine(SQ8)"
            + ";metric=weighted(cos[0:128]*0.7+mine(3)[128:256]*0.3)"
            + ";efConstruction=200;efSearch=100;oversample=1.5;seed=-1;depth=2";
    assertEquals(text, built.toString());
    assertEquals(Spec.parse(text), built);
    assertEquals(Spec.parse(text).hashCode(), built.hashCode());
  }

  @Test
  void ownSettingOfAStructure() {
    Spec built = Spec.builder().structure(new Structure.Vamana(64)).own("alpha", "1.20").build();
    assertEquals(Spec.parse("Vamana64;alpha=1.2"), built);
  }

  @Test
  void builderCanGoOn() {
    SpecBuilder builder = Spec.builder().transform(new Transform.Pca(8));
    Spec first = builder.build();
    Spec second = builder.transform(new Transform.Itq()).seed(1).build();
    assertEquals("PCA8,HNSW16,Flat", first.toString());
    assertEquals("PCA8,ITQ,HNSW16,Flat;seed=1", second.toString());
  }

  @Test
  void refusesWhatIsOutOfRange() {
    refused("M must be 2..512, got 1", () -> new Structure.Hnsw(1));
    refused("M must be 2..512, got 513", () -> new Structure.Nsw(513));
    refused(
        "R must be a multiple of 32 in 32..512, got 48", () -> new Structure.QuantizedGraph(48));
    refused("R must be 2..512, got 0", () -> new Structure.Vamana(0));
    refused("R must be 2..512, got 1", () -> new Structure.Nsg(1));
    refused("lists must be 1..2147483647, got 0", () -> new Structure.Ivf(0));
    refused("d must be 1..65536, got 0", () -> new Transform.Pca(0));
    refused("d must be 1..65536, got 65537", () -> new Transform.Mrl(65_537));
    refused("m must be 1..65536, got 0", () -> new Transform.Opq(0));
    refused("bits must be 1..9, got 10", () -> new Code.RaBitQ(10));
    refused("bits must be 1..16, got 17", () -> new Code.Pq(8, 17, false));
    refused("fs needs bits to be 4, got 8", () -> new Code.Pq(8, 8, true));
    refused("m must be 1..65536, got 0", () -> new Code.Rq(0, 8));
    refused("bits must be 1..16, got 0", () -> new Code.Lsq(8, 0));
    refused("s must be 1..65536, got 0", () -> new Code.Prq(0, 8, 8));
    refused("efConstruction must be 4..3200, got 3", () -> Spec.builder().efConstruction(3));
    refused("efSearch must be 1..100000, got 0", () -> Spec.builder().efSearch(0));
    refused("oversample must be 1..1000, got 0.5", () -> Spec.builder().oversample(0.5));
    refused("oversample must be 1..1000, got NaN", () -> Spec.builder().oversample(Double.NaN));
  }

  @Test
  void refusesMetricsThatMeanNothing() {
    MetricSpec.Named cos = new MetricSpec.Named("cos");
    refused("'2x' cannot name a metric", () -> new MetricSpec.Named("2x"));
    refused("'weighted' cannot name a metric", () -> new MetricSpec.Named("weighted"));
    refused("cos has no arguments, got (3)", () -> new MetricSpec.Named("angular", "3"));
    refused("lp needs one argument, p above 0, got (x)", () -> new MetricSpec.Named("lp", "x"));
    refused("weighted needs a slice at least", MetricSpec.Weighted::new);
    refused("slice [4:4] is empty", () -> new MetricSpec.Slice(cos, 4, 4, 1));
    refused("to must be 1..65536, got 65537", () -> new MetricSpec.Slice(cos, 4, 65_537, 1));
    refused(
        "weight must be above 0 and finite, got Infinity",
        () -> new MetricSpec.Slice(cos, 0, 4, Double.POSITIVE_INFINITY));
  }

  @Test
  void refusesSettingsThatNobodyUnderstands() {
    refused(
        "unknown setting 'alpha', expected one of [metric, efConstruction, efSearch, oversample,"
            + " seed]",
        () -> Spec.builder().own("alpha", "1.2").build());
    refused("'ef' cannot name a setting of one's own", () -> Spec.builder().own("ef", "1"));
    refused("' a' cannot name a setting of one's own", () -> Spec.builder().own(" a", "1"));
    refused(
        "alpha must be 1..4, got 5",
        () -> Spec.builder().structure(new Structure.Vamana(8)).own("alpha", "5").build());
  }

  private static void refused(String message, Executable step) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, step).getMessage());
  }
}
