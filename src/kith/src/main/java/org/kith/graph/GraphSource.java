package org.kith.graph;

/**
 * What one segment brings into a merge.
 *
 * @param graph the segment's graph; null if it has none
 * @param newOrdinals for each of the segment's ordinals the one after the merge; -1 if it was
 *     deleted
 */
public record GraphSource(HnswGraph graph, int[] newOrdinals) {
  /** Checks that graph and ordinals are of the same size. */
  public GraphSource {
    if (graph != null && graph.size() != newOrdinals.length) {
      throw new IllegalArgumentException(
          "a graph of " + graph.size() + " nodes, but " + newOrdinals.length + " ordinals");
    }
  }
}
