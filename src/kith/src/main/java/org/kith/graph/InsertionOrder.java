package org.kith.graph;

import java.io.IOException;

/**
 * In which order the nodes of a source enter a merged layer: by clusters of neighbours, so that a
 * node's search can start from where its neighbour's ended, and memory stays warm.
 */
final class InsertionOrder {
  /** Nodes of a cluster at most. Also the unit of parallel work. */
  static final int CLUSTER = 64;

  private final int[] nodes;
  private final int[] starts;
  private int count;
  private int clusters;

  private InsertionOrder(int size) {
    nodes = new int[size];
    starts = new int[size + 1];
  }

  /** Slots of the source, cluster by cluster. */
  int node(int i) {
    return nodes[i];
  }

  int clusters() {
    return clusters;
  }

  /** Where in the order a cluster begins; {@code clusters()} gives the end. */
  int start(int cluster) {
    return starts[cluster];
  }

  /**
   * The order of a source.
   *
   * @param source what is merged
   * @param skip slots of the merged layer that are there already
   * @param checkpoint is asked whether to go on
   */
  static InsertionOrder of(LayerSource source, SlotSet skip, Checkpoint checkpoint)
      throws IOException {
    InsertionOrder order = new InsertionOrder(source.size());
    Layer layer = source.layer();
    SlotSet done = new SlotSet(source.size());
    int[] links = new int[layer == null ? 0 : layer.width()];
    long step = step(source.size());
    for (int i = 0; i < source.size(); i++) {
      checkpoint.check(i);
      int first = (int) (i * step % source.size());
      if (layer == null) {
        order.addAlone(source, first, skip);
      } else if (order.begins(source, first, done, skip)) {
        order.addCluster(source, first, done, skip, links);
      }
    }
    order.starts[order.clusters] = order.count;
    return order;
  }

  /**
   * Documents often arrive in the order of their topics. Nodes of a batch do not see each other, so
   * those that enter together should be far apart: steps of the golden ratio spread any run of them
   * evenly over all. Coprime to the size, so that every slot comes once.
   */
  private static long step(int size) {
    long step = Math.max(1, Math.round(size * 0.6180339887498949));
    while (gcd(step, size) > 1) {
      step++;
    }
    return step;
  }

  private static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  private boolean begins(LayerSource source, int slot, SlotSet done, SlotSet skip) {
    return !done.get(slot) && source.moves(slot, skip);
  }

  /** Without links nothing is known of the neighbourhood: clusters are runs of ordinals. */
  private void addAlone(LayerSource source, int slot, SlotSet skip) {
    if (source.moves(slot, skip)) {
      starts[clusters++] = count;
      nodes[count++] = slot;
    }
  }

  private void addCluster(LayerSource source, int first, SlotSet done, SlotSet skip, int[] links)
      throws IOException {
    int start = count;
    starts[clusters++] = start;
    done.set(first);
    nodes[count++] = first;
    for (int next = start; next < count && count - start < CLUSTER; next++) {
      int degree = source.layer().neighbours(nodes[next], links);
      for (int i = 0; i < degree && count - start < CLUSTER; i++) {
        if (begins(source, links[i], done, skip)) {
          done.set(links[i]);
          nodes[count++] = links[i];
        }
      }
    }
  }
}
