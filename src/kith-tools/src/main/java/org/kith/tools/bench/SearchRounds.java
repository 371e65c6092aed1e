package org.kith.tools.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Measures contenders side by side: answers first, then sweeps over all breadths until rates
 * settle, then rounds in which contenders and breadths alternate, so that what disturbs the machine
 * for a while disturbs all.
 */
final class SearchRounds {
  /** Two sweeps in a row whose times differ by less are settled. */
  private static final double SETTLED = 0.05;

  /** Paths that only some breadths take are compiled for good after about ten passes over them. */
  private static final int MIN_WARM_SWEEPS = 15;

  private static final int MAX_WARM_SWEEPS = 40;
  private static final int WARM_LIMIT = 5; // times the least warm-up
  private static final long MIN_SAMPLE_NANOS = 150_000_000;

  private final SearchPlan plan;
  private final List<Entrant> entrants;

  /** One contender on its way: the breadths it is measured at, and its rates so far. */
  private static final class Entrant {
    final IndexSearch index;
    final List<Integer> efs = new ArrayList<>();
    final List<Answers> answers = new ArrayList<>();
    final List<double[]> rates = new ArrayList<>();
    long sweepNanos;
    long warmNanos;
    boolean settled;

    Entrant(IndexSearch index) {
      this.index = index;
    }
  }

  SearchRounds(SearchPlan plan, List<IndexSearch> indexes) {
    this.plan = plan;
    this.entrants = indexes.stream().map(Entrant::new).toList();
  }

  /**
   * Measures all.
   *
   * @param done told of every pass over all queries
   * @return a curve for each index, in their order
   */
  List<Curve> run(Recall judge, IntConsumer done) throws IOException {
    for (Entrant entrant : entrants) {
      ask(entrant, judge);
    }
    warmUp(done);
    for (int round = 0; round < plan.rounds(); round++) {
      for (int i = 0; i < plan.efs().size(); i++) {
        for (Entrant entrant : entrants) {
          if (i < entrant.efs.size()) {
            entrant.rates.get(i)[round] = rate(entrant, entrant.efs.get(i));
            done.accept(1);
          }
        }
      }
    }
    return entrants.stream().map(SearchRounds::curve).toList();
  }

  private void ask(Entrant entrant, Recall judge) throws IOException {
    int least = entrant.index.leastBreadth();
    for (int ef : plan.efs().stream().map(ef -> Math.max(ef, least)).distinct().toList()) {
      Answers answers = entrant.index.answers(judge, ef);
      entrant.efs.add(ef);
      entrant.answers.add(answers);
      entrant.rates.add(new double[plan.rounds()]);
      if (answers.recall() > plan.enoughRecall()) {
        break;
      }
    }
  }

  private void warmUp(IntConsumer done) throws IOException {
    long enough = (long) (plan.warmSeconds() * 1e9);
    for (int sweep = 1; sweep <= MAX_WARM_SWEEPS && !allSettled(); sweep++) {
      for (Entrant entrant : entrants) {
        long nanos = 0;
        for (int ef : entrant.efs) {
          nanos += entrant.index.passNanos(ef);
          done.accept(1);
        }
        long change = Math.abs(nanos - entrant.sweepNanos);
        entrant.warmNanos += nanos;
        entrant.sweepNanos = nanos;
        entrant.settled =
            (sweep >= MIN_WARM_SWEEPS && change < SETTLED * nanos && entrant.warmNanos >= enough)
                || entrant.warmNanos >= WARM_LIMIT * enough;
      }
    }
  }

  private boolean allSettled() {
    return entrants.stream().allMatch(entrant -> entrant.settled);
  }

  /** Queries per second, over as many passes as make a sample long enough. */
  private static double rate(Entrant entrant, int ef) throws IOException {
    long nanos = 0;
    long queries = 0;
    while (nanos < MIN_SAMPLE_NANOS) {
      nanos += entrant.index.passNanos(ef);
      queries += entrant.index.queries();
    }
    return queries * 1e9 / nanos;
  }

  private static Curve curve(Entrant entrant) {
    List<Curve.Point> points = new ArrayList<>();
    for (int i = 0; i < entrant.efs.size(); i++) {
      double[] rates = entrant.rates.get(i);
      Arrays.sort(rates);
      points.add(
          new Curve.Point(
              entrant.efs.get(i),
              entrant.answers.get(i).recall(),
              entrant.answers.get(i).visited(),
              median(rates),
              rates[0],
              rates[rates.length - 1]));
    }
    return new Curve(points);
  }

  private static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
