package org.kith.spec;

import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/// Draws specs from the whole grammar, limits included.
final class RandomSpecs {
  private final Random random;

  RandomSpecs(long seed) {
    random = new Random(seed);
  }

  Spec next() {
    SpecBuilder builder = Spec.builder().structure(structure()).code(code());
    for (int i = random.nextInt(3); i > 0; i--) {
      builder.transform(transform());
    }
    if (random.nextBoolean()) {
      builder.refine(code());
    }
    settings(builder);
    if (random.nextBoolean()) {
      builder.metric(metric());
    }
    if (random.nextInt(4) == 0) {
      builder.metric(new MetricSpec.Named(name())).own(name(), value()).own(name(), value());
    }
    return builder.build();
  }

  private void settings(SpecBuilder builder) {
    if (random.nextBoolean()) {
      builder.efConstruction(within(Bounds.EF_CONSTRUCTION));
    }
    if (random.nextBoolean()) {
      builder.efSearch(within(Bounds.EF_SEARCH));
    }
    if (random.nextBoolean()) {
      builder.oversample(random.nextDouble(1, 1000));
    }
    if (random.nextBoolean()) {
      builder.seed(random.nextLong());
    }
  }

  private Transform transform() {
    return switch (random.nextInt(6)) {
      case 0 -> new Transform.Rotation();
      case 1 -> new Transform.Normalization();
      case 2 -> new Transform.Pca(within(Bounds.DIMS));
      case 3 -> new Transform.Mrl(within(Bounds.DIMS));
      case 4 -> new Transform.Opq(within(Bounds.SUBSPACES));
      default -> new Transform.Itq();
    };
  }

  private Structure structure() {
    return switch (random.nextInt(8)) {
      case 0 -> new Structure.Flat();
      case 1 -> new Structure.Hnsw(within(Bounds.M));
      case 2 -> new Structure.Nsw(within(Bounds.M));
      case 3 -> new Structure.QuantizedGraph(32 * random.nextInt(1, 17));
      case 4 -> new Structure.Vamana(within(Bounds.R));
      case 5 -> new Structure.Nsg(within(Bounds.R));
      case 6 -> new Structure.Ivf(within(Bounds.LISTS));
      default ->
          new Structure.Ivf(
              within(Bounds.LISTS), Optional.of(new Structure.Hnsw(within(Bounds.M))));
    };
  }

  private Code code() {
    int bits = within(Bounds.BITS);
    return switch (random.nextInt(9)) {
      case 0 -> new Code.Flat();
      case 1 -> Code.Scalar.values()[random.nextInt(Code.Scalar.values().length)];
      case 2 -> new Code.Lsh();
      case 3 -> new Code.RaBitQ(within(Bounds.RABITQ_BITS));
      case 4 -> new Code.Pq(within(Bounds.SUBSPACES), bits, false);
      case 5 -> new Code.Pq(within(Bounds.SUBSPACES), 4, true);
      case 6 -> new Code.Rq(within(Bounds.STAGES), bits);
      case 7 -> new Code.Lsq(within(Bounds.STAGES), bits);
      default -> new Code.Prq(within(Bounds.SPLITS), within(Bounds.STAGES), bits);
    };
  }

  private MetricSpec metric() {
    if (random.nextBoolean()) {
      return named();
    }
    return new MetricSpec.Weighted(
        IntStream.range(0, random.nextInt(1, 4)).mapToObj(i -> slice()).toList());
  }

  private MetricSpec.Named named() {
    return switch (random.nextInt(4)) {
      case 0 -> new MetricSpec.Named("cos");
      case 1 -> new MetricSpec.Named("lp", Double.toString(random.nextDouble(1e-9, 9)));
      case 2 -> new MetricSpec.Named(name());
      default -> new MetricSpec.Named(name(), value(), value());
    };
  }

  private MetricSpec.Slice slice() {
    int from = within(Bounds.SLICE_FROM);
    double weight = Math.scalb(random.nextDouble(0.5, 1), random.nextInt(-1000, 1000));
    return new MetricSpec.Slice(named(), from, random.nextInt(from, 65_536) + 1, weight);
  }

  /// Long enough not to be taken for a misspelt setting.
  private String name() {
    String letters = "abcXYZ019_-.";
    StringBuilder name = new StringBuilder("user");
    for (int i = random.nextInt(1, 12); i > 0; i--) {
      name.append(letters.charAt(random.nextInt(letters.length())));
    }
    return name.append("ZZZZ").toString();
  }

  private String value() {
    return switch (random.nextInt(3)) {
      case 0 -> name();
      case 1 -> Integer.toString(random.nextInt());
      default -> Double.toString(Math.scalb(random.nextGaussian(), random.nextInt(-1000, 1000)));
    };
  }

  /// The ends come as often as what lies between.
  private int within(Bounds bounds) {
    return switch (random.nextInt(4)) {
      case 0 -> bounds.min();
      case 1 -> bounds.max();
      default -> (int) random.nextLong(bounds.min(), bounds.max() + 1L);
    };
  }
}
