package org.kith.tools.bench;

import java.util.List;

/**
 * How indexes are searched.
 *
 * @param k documents a query asks for
 * @param efs breadths, rising; a contender is searched with none below its least
 * @param threads that search at once
 * @param rounds samples of each rate
 * @param warmSeconds that each contender is searched for at least before rates count
 * @param enoughRecall a curve ends with the first point beyond it
 */
record SearchPlan(
    int k, List<Integer> efs, int threads, int rounds, double warmSeconds, double enoughRecall) {
  SearchPlan {
    efs = efs.stream().distinct().sorted().toList();
  }
}
