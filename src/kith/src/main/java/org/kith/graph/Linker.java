package org.kith.graph;

import java.io.IOException;
import java.util.Arrays;
import java.util.function.IntPredicate;
import org.kith.metric.RowScorer;

/** Changes links of nodes that a layer has already. One a thread. */
final class Linker {
  /** Neighbours of a deleted neighbour that may take its place. */
  private static final int HEIRS = 8;

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
    scorer = context.space().rowScorer();
    diversity = new Diversity(context.space());
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
      prune(slot);
    }
  }

  /** Prunes a row if it is longer than it may stay. */
  void trim(int slot) throws IOException {
    if (table.degree(slot) > table.width()) {
      count = 0;
      prune(slot);
    }
  }

  /**
   * Gives a node that lost neighbours new ones, out of the living neighbours of those it lost. What
   * it still has stays: choosing among all of them anew would thin the graph out from merge to
   * merge, because rows that are not full hold more than would be chosen.
   */
  void mend(LayerSource source, int slot, Batch batch, int at) throws IOException {
    int node = source.slots()[slot];
    scorer.target(context.growing().ordinal(node));
    int kept = table.read(node, chosen);
    if (kept > table.width()) {
      count = 0;
      collect(chosen, kept);
      rank();
      kept = choose();
      scorer.target(context.growing().ordinal(node));
    }
    collectHeirs(source, slot, node, kept);
    rank();
    int degree =
        diversity.extend(context.growing(), candidates, count, table.width(), chosen, kept);
    batch.put(at, node, chosen, degree);
  }

  /** Collects, for each lost neighbour of a slot, its closest neighbours that the node lacks. */
  private void collectHeirs(LayerSource source, int slot, int node, int kept) throws IOException {
    Layer layer = source.layer();
    int[] neighbours = new int[layer.width()];
    int[] heirs = new int[layer.width()];
    int degree = layer.neighbours(slot, neighbours);
    count = 0;
    for (int i = 0; i < degree; i++) {
      if (source.slots()[neighbours[i]] < 0) {
        int living = 0;
        int found = layer.neighbours(neighbours[i], heirs);
        for (int j = 0; j < found; j++) {
          int heir = source.slots()[heirs[j]];
          if (heir >= 0 && heir != node && !contains(chosen, kept, heir)) {
            heirs[living++] = heir;
          }
        }
        collectClosest(heirs, living);
      }
    }
  }

  private void collectClosest(int[] heirs, int living) throws IOException {
    score(heirs, living);
    long[] closest = new long[living];
    for (int i = 0; i < living; i++) {
      closest[i] = Candidate.of(distances[i], heirs[i]);
    }
    Arrays.sort(closest);
    for (int i = 0; i < Math.min(HEIRS, living); i++) {
      int heir = Candidate.slot(closest[i]);
      if (!contains(slots, count, heir)) {
        collect(heir);
      }
    }
  }

  private static boolean contains(int[] slots, int count, int slot) {
    for (int i = 0; i < count; i++) {
      if (slots[i] == slot) {
        return true;
      }
    }
    return false;
  }

  /** Chooses a row's links anew, among what it has and what is collected. */
  private void prune(int slot) throws IOException {
    int row = count;
    collect(links, table.read(slot, links));
    scorer.target(context.growing().ordinal(slot));
    rank();
    for (int i = row; i < row + table.diverse(slot); i++) {
      candidates[i] = Candidate.mark(candidates[i]);
    }
    table.set(slot, chosen, choose(), true);
  }

  /** Chooses neighbours of the scorer's target among the candidates. */
  private int choose() throws IOException {
    return diversity.choose(context.growing(), candidates, count, table.width(), chosen);
  }

  /** Makes candidates of the collected slots, with their distances to the scorer's target. */
  private void rank() throws IOException {
    score(slots, count);
    if (candidates.length < count) {
      candidates = new long[slots.length];
    }
    for (int i = 0; i < count; i++) {
      candidates[i] = Candidate.of(distances[i], slots[i]);
    }
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

  private void collect(int[] more, int n) {
    for (int i = 0; i < n; i++) {
      collect(more[i]);
    }
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
