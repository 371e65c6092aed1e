package org.kith.graph;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.kith.kernel.Rows;

/**
 * One layer of a graph: a slot for each of its nodes, each slot a row of links to other slots.
 *
 * <pre>
 * ordinals   int32 a slot: the node's ordinal, ascending. Absent on layer 0, where slot = ordinal.
 * links      int32[width] a slot: slots of neighbours; the first -1 ends a row that is not full
 * </pre>
 */
public final class Layer {
  static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final Rows ordinals;
  private final Rows links;
  private final int width;
  private final int nodes;
  private final MemorySegment ordinalSegment;
  private final MemorySegment linkSegment;

  /** Layer 0: a row of links for each node. */
  public Layer(Rows links) {
    this(null, links, links.count());
  }

  /**
   * An upper layer.
   *
   * @param ordinals one a slot
   * @param links one row a slot
   * @param nodes nodes of layer 0: every ordinal is smaller
   */
  public Layer(Rows ordinals, Rows links, int nodes) {
    if (links.stride() % Integer.BYTES != 0) {
      throw new IllegalArgumentException("stride of links: " + links.stride());
    }
    if (ordinals != null
        && (ordinals.count() != links.count() || ordinals.stride() != Integer.BYTES)) {
      throw new IllegalArgumentException("an ordinal for each row of links is needed");
    }
    this.ordinals = ordinals;
    this.links = links;
    this.nodes = nodes;
    width = links.stride() / Integer.BYTES;
    ordinalSegment = ordinals == null ? null : ordinals.segment();
    linkSegment = links.segment();
  }

  /** Ordinals by slot, int32; null on layer 0. */
  public Rows ordinals() {
    return ordinals;
  }

  /** Links by slot. */
  public Rows links() {
    return links;
  }

  /** Number of nodes. */
  public int size() {
    return links.count();
  }

  /** Links that a row has room for. */
  public int width() {
    return width;
  }

  /** The ordinal of a slot. */
  int ordinal(int slot) throws IOException {
    if (ordinals == null) {
      return slot;
    }
    int ordinal;
    if (ordinalSegment != null) {
      ordinal = ordinalSegment.get(INT, (long) slot * Integer.BYTES);
    } else {
      MemorySegment one = MemorySegment.ofArray(new int[1]);
      ordinals.fetch(slot, one, 0);
      ordinal = one.get(INT, 0);
    }
    if (ordinal < 0 || ordinal >= nodes) {
      throw new CorruptGraphException(
          "slot " + slot + " has the ordinal " + ordinal + " of " + nodes);
    }
    return ordinal;
  }

  /** The ordinals of all slots. */
  int[] allOrdinals() throws IOException {
    int[] all = new int[size()];
    for (int slot = 0; slot < all.length; slot++) {
      all[slot] = ordinal(slot);
    }
    return all;
  }

  /** The slot of an ordinal, or a negative number if this layer does not have it. */
  int slot(int ordinal) throws IOException {
    if (ordinals == null) {
      return ordinal;
    }
    int low = 0;
    int high = size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int found = ordinal(middle);
      if (found == ordinal) {
        return middle;
      } else if (found < ordinal) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  /**
   * Reads the links of a slot.
   *
   * @param into room for {@link #width} links
   * @return how many there are
   */
  public int neighbours(int slot, int[] into) throws IOException {
    MemorySegment segment = linkSegment;
    long row = (long) slot * width * Integer.BYTES;
    if (segment == null) {
      segment = MemorySegment.ofArray(new int[width]);
      links.fetch(slot, segment, 0);
      row = 0;
    }
    int size = size();
    for (int i = 0; i < width; i++) {
      int link = segment.get(INT, row + (long) i * Integer.BYTES);
      if (link < 0) {
        return i;
      }
      if (link >= size) {
        throw new CorruptGraphException(
            "slot " + slot + " links to " + link + ", but there are " + size + " slots");
      }
      into[i] = link;
    }
    return width;
  }

  /**
   * Brings the ends of a row of links into the cache, mostly all of it; returns a value to be used
   * somewhere.
   */
  int touch(int slot) {
    if (linkSegment == null) {
      return 0;
    }
    long row = (long) slot * width * Integer.BYTES;
    long last = row + (width - 1L) * Integer.BYTES;
    return linkSegment.get(INT, row) + linkSegment.get(INT, last);
  }
}
