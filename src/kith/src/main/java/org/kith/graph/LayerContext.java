package org.kith.graph;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.List;
import org.kith.kernel.Rows;
import org.kith.metric.Space;

/** What all parts of the building of one layer share. */
final class LayerContext {
  private final GraphSettings settings;
  private final Rows ordinals;
  private final int size;
  private final List<Layer> above;
  private final Workers workers;
  private final Checkpoint checkpoint;
  private final SlotSet inserted;
  private final SlotSet batch;
  private final LinkTable table;
  private final Layer growing;
  private final Space space;
  private final Space vectors;
  private final Entries entries = new Entries();
  private int insertedCount;

  /**
   * @param ordinals of the layer's slots; null on layer 0
   * @param space what is walked, all of layer 0
   * @param vectors what links are chosen by of nodes that come without any
   * @param above the finished layers above this one, lowest first
   */
  LayerContext(
      GraphSettings settings,
      Rows ordinals,
      Space space,
      Space vectors,
      List<Layer> above,
      Workers workers,
      Checkpoint checkpoint,
      Arena arena)
      throws IOException {
    this.settings = settings;
    this.ordinals = ordinals;
    this.space = space;
    this.vectors = vectors;
    this.above = above;
    this.workers = workers;
    this.checkpoint = checkpoint;
    size = ordinals == null ? space.size() : ordinals.count();
    inserted = new SlotSet(size);
    batch = new SlotSet(size);
    table = new LinkTable(arena, size, width(), checkpoint);
    growing = layer(table.rows());
  }

  GraphSettings settings() {
    return settings;
  }

  int size() {
    return size;
  }

  /** Links that a row may have in the end. */
  int width() {
    return settings.degrees().of(ordinals == null ? 0 : 1);
  }

  List<Layer> above() {
    return above;
  }

  Workers workers() {
    return workers;
  }

  Checkpoint checkpoint() {
    return checkpoint;
  }

  /** What is walked. */
  Space space() {
    return space;
  }

  /** What links are chosen by of nodes that come without any; may be the same. */
  Space vectors() {
    return vectors;
  }

  /** The slots of ordinals; negative ordinals stay. */
  int[] slots(int[] of) throws IOException {
    if (ordinals == null) {
      return of;
    }
    int[] slots = of.clone();
    for (int i = 0; i < slots.length; i++) {
      slots[i] = slots[i] < 0 ? -1 : growing.slot(slots[i]);
    }
    return slots;
  }

  /** Slots that have their links. */
  SlotSet inserted() {
    return inserted;
  }

  /** Some of the slots that have their links. */
  Entries entries() {
    return entries;
  }

  void insert(int slot) {
    inserted.set(slot);
    insertedCount++;
    entries.add(slot);
  }

  int insertedCount() {
    return insertedCount;
  }

  /** Slots whose links are being searched. */
  SlotSet batch() {
    return batch;
  }

  /** The links as they grow. */
  LinkTable table() {
    return table;
  }

  /** The layer as it is now. */
  Layer growing() {
    return growing;
  }

  Layer layer(Rows links) {
    return ordinals == null ? new Layer(links) : new Layer(ordinals, links, space.size());
  }

  /** The slot from which every node of the finished layer can be reached. */
  int entry() throws IOException {
    return above.isEmpty() ? 0 : growing.slot(above.getLast().ordinal(0));
  }
}
