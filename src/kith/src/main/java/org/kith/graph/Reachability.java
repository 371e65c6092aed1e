package org.kith.graph;

import java.io.IOException;
import java.util.Arrays;

/**
 * Makes every node of a layer reachable from its entry.
 *
 * <p>Explores the layer from the entry, remembering by which link each node was reached first:
 * these links make a tree. A node that was not reached gets a link from the closest reached node
 * that has room, or that can give up its farthest link outside the tree; exploring goes on from
 * there.
 */
final class Reachability {
  private static final int NONE = -1;

  private final LayerContext context;
  private final LinkTable table;
  private final Linker linker;
  private final NeighbourSearch search;
  private final int[] parents;
  private final int[] queue;
  private int head;
  private int tail;

  Reachability(LayerContext context, Linker linker, NeighbourSearch search) {
    this.context = context;
    table = context.table();
    this.linker = linker;
    this.search = search;
    parents = new int[context.size()];
    queue = new int[context.size()];
    Arrays.fill(parents, NONE);
  }

  void mend() throws IOException {
    int entry = context.entry();
    reach(entry, entry);
    explore();
    for (int slot = 0; tail < context.size(); slot++) {
      if (parents[slot] == NONE) {
        attach(slot);
        explore();
      }
    }
  }

  private void reach(int slot, int parent) {
    parents[slot] = parent;
    queue[tail++] = slot;
  }

  private void explore() throws IOException {
    while (head < tail) {
      context.checkpoint().check(head);
      int slot = queue[head++];
      for (int i = 0; i < table.degree(slot); i++) {
        int link = table.link(slot, i);
        if (parents[link] == NONE) {
          reach(link, slot);
        }
      }
    }
  }

  private void attach(int slot) throws IOException {
    context.checkpoint().check();
    for (int ef = 32; ; ef = Math.min(8 * ef, context.size())) {
      Beam closest = search.closest(slot, ef);
      int nearest = NONE;
      for (int i = 0; i < closest.size(); i++) {
        int from = Candidate.slot(closest.get(i));
        if (parents[from] != NONE) {
          nearest = nearest == NONE ? from : nearest;
          if (table.degree(from) < table.width()) {
            table.add(from, slot);
            reach(slot, from);
            return;
          }
        }
      }
      if (nearest != NONE || ef == context.size()) {
        attachBelow(nearest == NONE ? queue[0] : nearest, slot);
        return;
      }
    }
  }

  /** A row that can give up no link has children in the tree only; one of their rows can. */
  private void attachBelow(int top, int slot) throws IOException {
    int from = top;
    for (int turn = slot; !link(from, slot); turn /= table.width()) {
      from = table.link(from, Math.floorMod(turn, table.degree(from)));
    }
    reach(slot, from);
  }

  private boolean link(int from, int to) throws IOException {
    if (table.degree(from) < table.width()) {
      table.add(from, to);
      return true;
    }
    int farthest = linker.farthest(from, link -> parents[link] != from);
    if (farthest < 0) {
      return false;
    }
    table.replace(from, farthest, to);
    return true;
  }
}
