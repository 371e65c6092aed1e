package org.kith.graph;

import java.io.IOException;
import java.util.Arrays;
import java.util.function.IntPredicate;
import org.kith.metric.RowScorer;

/** Changes links of nodes that a layer has already. One a thread. */
final class Linker {
  /** Neighbours of a deleted neighbour that may take its place. */
  private static final int HEIRS = 4;

  private final LayerContext context;
  private final LinkTable table;
  private final RowScorer scorer;
  private final Diversity diversity;
  private int[] slots = new int[256];
  private int[] ordinals = new int[256];
  private float[] distances = new float[256];
  private long[] candidates = new long[256];
  private final int[] links;
  private final int[] chosen;
  private int count;

  Linker(LayerContext context) {
    this.context = context;
    table = context.table();
    scorer = context.scorer();
    diversity = new Diversity(scorer);
    links = new int[2 * context.width()];
    chosen = new int[2 * context.width()];
  }

  /** Adds offered links to rows, and prunes rows that overflow. */
  void accept(long[] offers, int from, int to) throws IOException {
    for (int i = from; i < to; ) {
      int slot = (int) (offers[i] >> 32);
      count = 0;
      int end = i;
      for (; end < to && (int) (offers[end] >> 32) == slot; end++) {
        if (!table.contains(slot, (int) offers[end])) {
          collect((int) offers[end]);
        }
      }
      link(slot);
      i = end;
    }
  }

  /** Adds the collected slots to a row. */
  private void link(int slot) throws IOException {
    if (table.degree(slot) + count <= table.capacity()) {
      for (int i = 0; i < count; i++) {
        table.add(slot, slots[i]);
      }
    } else {
      int degree = table.read(slot, links);
      for (int i = 0; i < degree; i++) {
        collect(links[i]);
      }
      prune(slot);
    }
  }

  /** Prunes a row if it is longer than it may stay. */
  void trim(int slot) throws IOException {
    if (table.degree(slot) > table.width()) {
      count = 0;
      int degree = table.read(slot, links);
      for (int i = 0; i < degree; i++) {
        collect(links[i]);
      }
      prune(slot);
    }
  }

  /**
   * Chooses anew the links of a node that lost some: among those it has, and the living neighbours
   * of those it lost, the closest of each.
   */
  void mend(LayerSource source, int slot, Batch batch, int at) throws IOException {
    int node = source.slots()[slot];
    scorer.target(context.growing().ordinal(node));
    int degree = table.read(node, chosen);
    count = 0;
    for (int i = 0; i < degree; i++) {
      collect(chosen[i]);
    }
    int[] lost = new int[source.layer().width()];
    int neighbours = source.layer().neighbours(slot, lost);
    for (int i = 0; i < neighbours; i++) {
      if (source.slots()[lost[i]] < 0) {
        collectHeirs(source, lost[i], node);
      }
    }
    batch.put(at, node, chosen, choose());
  }

  private void collectHeirs(LayerSource source, int lost, int node) throws IOException {
    int[] heirs = new int[source.layer().width()];
    int degree = source.layer().neighbours(lost, heirs);
    int living = 0;
    for (int i = 0; i < degree; i++) {
      int heir = source.slots()[heirs[i]];
      if (heir >= 0 && heir != node) {
        heirs[living++] = heir;
      }
    }
    long[] nearest = new long[living];
    score(heirs, living);
    for (int i = 0; i < living; i++) {
      nearest[i] = Candidate.of(distances[i], heirs[i]);
    }
    Arrays.sort(nearest);
    for (int i = 0; i < Math.min(HEIRS, living); i++) {
      int heir = Candidate.slot(nearest[i]);
      if (!collected(heir)) {
        collect(heir);
      }
    }
  }

  private boolean collected(int slot) {
    for (int i = 0; i < count; i++) {
      if (slots[i] == slot) {
        return true;
      }
    }
    return false;
  }

  private void prune(int slot) throws IOException {
    scorer.target(context.growing().ordinal(slot));
    table.set(slot, chosen, choose());
  }

  /** Chooses neighbours of the scorer's target among the collected slots. */
  private int choose() throws IOException {
    score(slots, count);
    if (candidates.length < count) {
      candidates = new long[slots.length];
    }
    for (int i = 0; i < count; i++) {
      candidates[i] = Candidate.of(distances[i], slots[i]);
    }
    return diversity.choose(context.growing(), candidates, count, table.width(), chosen);
  }

  /** The slot of a row whose node is farthest from the row's own, by index; -1 if none may go. */
  int farthest(int slot, IntPredicate mayGo) throws IOException {
    scorer.target(context.growing().ordinal(slot));
    int degree = table.read(slot, links);
    score(links, degree);
    int farthest = -1;
    for (int i = 0; i < degree; i++) {
      if (mayGo.test(links[i]) && (farthest < 0 || distances[i] > distances[farthest])) {
        farthest = i;
      }
    }
    return farthest;
  }

  private void collect(int slot) {
    if (count == slots.length) {
      slots = Arrays.copyOf(slots, 2 * count);
    }
    slots[count++] = slot;
  }

  private void score(int[] of, int n) throws IOException {
    if (ordinals.length < n) {
      ordinals = new int[2 * n];
      distances = new float[2 * n];
    }
    for (int i = 0; i < n; i++) {
      ordinals[i] = context.growing().ordinal(of[i]);
    }
    scorer.score(ordinals, n, distances);
  }
}
