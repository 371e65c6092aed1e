package org.kith.graph;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.kith.kernel.Rows;

/**
 * The links of a layer while it grows: rows off heap, with half as much room again as a row may
 * keep, so that a row is pruned once in many additions and not at each.
 *
 * <p>Rows may be read while nobody writes; different rows may be written by different threads.
 */
final class LinkTable {
  /** The part of the rows that are pruned to the length of the others. */
  private static final double LONG_ROWS = 0.03;

  /** Rows begin at multiples of 16 bytes. */
  private static final int WIDTH_STEP = 4;

  private final Checkpoint checkpoint;
  private final MemorySegment segment;
  private final int capacity;
  private final short[] degrees;

  /** Links at the beginning of each row of which none leaves out another. */
  private final short[] diverse;

  private int width;

  /**
   * @param width links that a row keeps in the end
   * @param checkpoint is asked whether to go on where all rows are written
   */
  LinkTable(Arena arena, int slots, int width, Checkpoint checkpoint) throws IOException {
    this.width = width;
    this.checkpoint = checkpoint;
    capacity = width + width / 2;
    degrees = new short[slots];
    diverse = new short[slots];
    segment = new Memory(arena, checkpoint).allocate((long) slots * capacity * Integer.BYTES);
    for (int slot = 0; slot < slots; slot++) {
      checkpoint.check(slot);
      put(slot, 0, -1);
    }
  }

  /** Links that a row may keep. */
  int width() {
    return width;
  }

  /**
   * Lets rows keep only as many links as all but {@link #LONG_ROWS} of them have: on most data few
   * rows need the full width, and all would be stored with it. The longer rows are to be pruned.
   */
  void narrow() {
    int[] rows = new int[capacity + 1];
    for (short degree : degrees) {
      rows[degree]++;
    }
    long longer = 0;
    int enough = width;
    while (enough > WIDTH_STEP && longer + rows[enough] <= LONG_ROWS * degrees.length) {
      longer += rows[enough--];
    }
    width = Math.min(width, (enough + WIDTH_STEP - 1) / WIDTH_STEP * WIDTH_STEP);
  }

  /** Links that a row has room for now. */
  int capacity() {
    return capacity;
  }

  /** The rows as they are now, each ended by -1 where it is not full. */
  Rows rows() {
    return Rows.of(segment, degrees.length, capacity * Integer.BYTES);
  }

  int degree(int slot) {
    return degrees[slot];
  }

  int link(int slot, int i) {
    return segment.get(Layer.INT, offset(slot, i));
  }

  boolean contains(int slot, int link) {
    for (int i = 0; i < degrees[slot]; i++) {
      if (link(slot, i) == link) {
        return true;
      }
    }
    return false;
  }

  /** Copies a row; returns its degree. */
  int read(int slot, int[] into) {
    int degree = degrees[slot];
    MemorySegment.copy(segment, Layer.INT, offset(slot, 0), into, 0, degree);
    return degree;
  }

  /**
   * Replaces a row.
   *
   * @param chosen whether {@link Diversity#choose} chose the links, for this slot
   */
  void set(int slot, int[] links, int count, boolean chosen) {
    MemorySegment.copy(links, 0, segment, Layer.INT, offset(slot, 0), count);
    diverse[slot] = (short) (chosen ? count : 0);
    end(slot, count);
  }

  /** Replaces one link of a row. */
  void replace(int slot, int i, int link) {
    put(slot, i, link);
    diverse[slot] = (short) Math.min(diverse[slot], i);
  }

  /** Links at the beginning of a row that need not be compared with each other again. */
  int diverse(int slot) {
    return diverse[slot];
  }

  /** Adds a link to a row that is not full. */
  void add(int slot, int link) {
    int degree = degrees[slot];
    put(slot, degree, link);
    end(slot, degree + 1);
  }

  /** Moves the rows together, in place, to their final width. No row may be longer. */
  Rows compact() throws IOException {
    if (capacity > width) {
      long from = (long) capacity * Integer.BYTES;
      long to = (long) width * Integer.BYTES;
      for (int slot = 0; slot < degrees.length; slot++) {
        checkpoint.check(slot);
        MemorySegment.copy(segment, slot * from, segment, slot * to, to);
        for (int i = degrees[slot]; i < width; i++) {
          segment.set(Layer.INT, slot * to + (long) i * Integer.BYTES, -1);
        }
      }
    }
    return Rows.of(segment, degrees.length, width * Integer.BYTES);
  }

  private void end(int slot, int degree) {
    degrees[slot] = (short) degree;
    if (degree < capacity) {
      put(slot, degree, -1);
    }
  }

  private void put(int slot, int i, int link) {
    segment.set(Layer.INT, offset(slot, i), link);
  }

  private long offset(int slot, int i) {
    return ((long) slot * capacity + i) * Integer.BYTES;
  }
}
