package org.kith.graph;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import org.kith.kernel.Rows;

/**
 * Builds one layer of a graph out of what its sources bring.
 *
 * <p>The layer begins as the source with the most nodes, mended where nodes were deleted. All
 * others are inserted in batches: while a batch's neighbours are searched the graph does not
 * change, so that any number of threads may search, and the outcome is the same for all of them.
 */
final class LayerBuilder {
  /** Nodes inserted at the same time, as a fraction of those that are there. */
  private static final int BATCH_FRACTION = 50;

  private static final int MAX_BATCH = 16_384;

  private final LayerContext context;
  private final LinkTable table;
  private final Linker[] linkers;
  private final NeighbourSearch[] searches;
  private final Batch batch;
  private final int[] row;

  LayerBuilder(LayerContext context) {
    this.context = context;
    int width = context.width();
    table = context.table();
    linkers = new Linker[context.workers().threads()];
    searches = new NeighbourSearch[linkers.length];
    for (int i = 0; i < linkers.length; i++) {
      linkers[i] = new Linker(context);
      searches[i] = new NeighbourSearch(context);
    }
    batch = new Batch(width);
    row = new int[width];
  }

  /**
   * Builds the layer.
   *
   * @param sources what is merged; their slots cover the layer
   * @param start the source to begin with, whose links are kept; null if there is none
   */
  Layer build(List<LayerSource> sources, LayerSource start) throws IOException {
    if (start != null) {
      adopt(start);
    }
    List<LayerSource> others =
        sources.stream()
            .filter(source -> !source.equals(start))
            .sorted(Comparator.comparingInt(LayerSource::living).reversed())
            .toList();
    for (LayerSource source : others) {
      insert(source);
    }
    trim();
    table.narrow();
    trim();
    new Reachability(context, linkers[0], searches[0]).mend();
    Rows links = table.compact();
    return context.layer(links);
  }

  /** Takes over a source's links, and mends them where nodes are gone. */
  private void adopt(LayerSource start) throws IOException {
    Layer layer = start.layer();
    int[] links = new int[layer.width()];
    int[] wounded = new int[start.size()];
    int wounds = 0;
    for (int slot = 0; slot < start.size(); slot++) {
      context.checkpoint().check(slot);
      if (start.slots()[slot] >= 0) {
        int degree = layer.neighbours(slot, links);
        int kept = 0;
        for (int i = 0; i < degree; i++) {
          int link = start.slots()[links[i]];
          if (link >= 0) {
            links[kept++] = link;
          }
        }
        table.set(start.slots()[slot], links, kept, false);
        context.insert(start.slots()[slot]);
        if (kept < degree) {
          wounded[wounds++] = slot;
        }
      }
    }
    for (int from = 0; from < wounds; from += MAX_BATCH) {
      mend(start, wounded, from, Math.min(from + MAX_BATCH, wounds));
    }
  }

  private void mend(LayerSource start, int[] wounded, int from, int to) throws IOException {
    batch.clear(to - from);
    int step = InsertionOrder.CLUSTER;
    context
        .workers()
        .run(
            (to - from + step - 1) / step,
            (task, worker) -> {
              context.checkpoint().check();
              for (int i = from + task * step; i < Math.min(from + (task + 1) * step, to); i++) {
                linkers[worker].mend(start, wounded[i], batch, i - from);
              }
            });
    apply(false);
  }

  private void insert(LayerSource source) throws IOException {
    InsertionOrder order = InsertionOrder.of(source, context.inserted(), context.checkpoint());
    for (int cluster = 0; cluster < order.clusters(); ) {
      int first = order.start(cluster);
      int target = Math.clamp(context.insertedCount() / BATCH_FRACTION, 1, MAX_BATCH);
      int end = cluster + 1;
      while (end < order.clusters() && order.start(end) - first < target) {
        end++;
      }
      insert(source, order, cluster, end);
      cluster = end;
    }
  }

  private void insert(LayerSource source, InsertionOrder order, int from, int to)
      throws IOException {
    int first = order.start(from);
    int size = order.start(to) - first;
    batch.clear(size);
    for (int i = 0; i < size; i++) {
      context.batch().set(source.slots()[order.node(first + i)]);
    }
    context
        .workers()
        .run(
            to - from,
            (task, worker) -> {
              context.checkpoint().check();
              int cluster = from + task;
              searches[worker].begin(source);
              for (int i = order.start(cluster); i < order.start(cluster + 1); i++) {
                searches[worker].search(order.node(i), batch, i - first);
              }
            });
    for (int i = 0; i < size; i++) {
      context.batch().clear(batch.node(i));
      context.insert(batch.node(i));
    }
    apply(true);
  }

  /** Sets the links of a batch, and offers each of its nodes to its neighbours. */
  private void apply(boolean chosen) throws IOException {
    batch.apply(table, row, chosen);
    long[] offers = batch.offers();
    int tasks = Math.min(offers.length / 256 + 1, 8 * linkers.length);
    context
        .workers()
        .run(
            tasks,
            (task, worker) -> {
              context.checkpoint().check();
              int from = groupStart(offers, (int) ((long) offers.length * task / tasks));
              int to = groupStart(offers, (int) ((long) offers.length * (task + 1) / tasks));
              linkers[worker].accept(offers, from, to);
            });
  }

  /** Moves on to the first offer that is not for the same slot as the one before it. */
  private static int groupStart(long[] offers, int at) {
    int start = at;
    while (start > 0 && start < offers.length && same(offers[start], offers[start - 1])) {
      start++;
    }
    return start;
  }

  private static boolean same(long a, long b) {
    return (int) (a >> 32) == (int) (b >> 32);
  }

  /** Prunes the rows that are longer than they may stay. */
  private void trim() throws IOException {
    int step = 1024;
    context
        .workers()
        .run(
            (context.size() + step - 1) / step,
            (task, worker) -> {
              context.checkpoint().check();
              int end = Math.min((task + 1) * step, context.size());
              for (int slot = task * step; slot < end; slot++) {
                linkers[worker].trim(slot);
              }
            });
  }
}
