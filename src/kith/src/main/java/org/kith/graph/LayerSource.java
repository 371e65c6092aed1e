package org.kith.graph;

/**
 * What one source brings into one merged layer.
 *
 * @param layer the source's layer; null if there is none, then the nodes come without links
 * @param slots for each slot of the source (or, without a layer, for each node) the one in the
 *     merged layer; -1 if the node is no more
 */
record LayerSource(Layer layer, int[] slots) {
  int size() {
    return slots.length;
  }

  /** How many nodes are still there. */
  int living() {
    int living = 0;
    for (int slot : slots) {
      living += slot >= 0 ? 1 : 0;
    }
    return living;
  }

  /** Whether a node goes into the merged layer and is not there yet. */
  boolean moves(int slot, SlotSet there) {
    return slots[slot] >= 0 && !there.get(slots[slot]);
  }
}
