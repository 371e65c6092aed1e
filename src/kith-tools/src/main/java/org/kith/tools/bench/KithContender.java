package org.kith.tools.bench;

import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.search.Query;
import org.kith.KithVectorsFormat;
import org.kith.search.KithSearch;
import org.kith.spec.Built;
import org.kith.spec.Settings;
import org.kith.spec.Spec;
import org.kith.spec.Structure;
import org.kith.tools.data.Metric;

/**
 * Kith's format under any spec; the breadth is its own number, apart from k.
 *
 * @param shares whether it is searched by Kith's query, whose segments share what they found, and
 *     not by Lucene's
 */
record KithContender(String name, Spec spec, boolean shares) implements Contender {
  /** What a spec begins with that is searched by Kith's query. */
  private static final String SHARED = "shared:";

  static Contender parse(String spec) {
    String name = spec.strip();
    boolean shares = name.startsWith(SHARED);
    String own = shares ? name.substring(SHARED.length()) : name;
    return new KithContender(name, Built.require(Spec.parse(own)), shares);
  }

  /**
   * A metric of Lucene's is left to the field's similarity, and one that the spec names is kept.
   */
  @Override
  public Optional<Contender> under(Metric metric) {
    return Optional.of(
        metric.similarity() != null || spec.metric().isPresent()
            ? this
            : parse(name + ";metric=" + metric.label()));
  }

  @Override
  public boolean scans() {
    return spec.structure() instanceof Structure.Flat;
  }

  @Override
  public KnnVectorsFormat format(ExecutorService workers, int threads) {
    KithVectorsFormat format = KithVectorsFormat.of(spec);
    return workers == null ? format : format.withExecutor(workers, threads);
  }

  /** Scaled up, because a flush builds with 12/25 of efConstruction. */
  @Override
  public Contender inOneFlush() {
    if (scans()) {
      return this;
    }
    Settings settings = spec.settings();
    Spec scaled =
        new Spec(
            spec.transforms(),
            spec.structure(),
            spec.code(),
            spec.refinement(),
            spec.metric(),
            new Settings(
                Math.ceilDiv(25 * settings.efConstruction(), 12),
                settings.efSearch(),
                settings.oversample(),
                settings.seed(),
                settings.own()));
    return new KithContender(scaled.toString(), scaled, shares);
  }

  @Override
  public int leastBreadth(int k) {
    return 1;
  }

  @Override
  public Query query(Target target, int k, int ef) {
    KithSearch breadth = KithSearch.efSearch(ef);
    return shares ? target.nearestShared(k, breadth) : target.nearest(k, breadth);
  }
}
