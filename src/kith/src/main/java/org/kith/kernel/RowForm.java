package org.kith.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * How the elements of rows lie in memory: as their {@link Encoding} has them, or, of floats, in a
 * shorter form that gives each of them back to the last bit. Many vectors are floats by type only:
 * pixels, counts, and whatever a model or a file had made short before.
 */
public enum RowForm {
  /** As the encoding says. */
  PLAIN(0) {
    @Override
    boolean holds(float[] vector) {
      return true;
    }

    @Override
    public void write(float[] vector, MemorySegment row) {
      MemorySegment.copy(vector, 0, row, FLOAT, 0, vector.length);
    }

    @Override
    float element(MemorySegment rows, long row, int i) {
      return rows.get(FLOAT, row + (long) i * Float.BYTES);
    }
  },

  /** Whole numbers from 0 to 255, a byte each. */
  U8(1) {
    @Override
    boolean holds(float[] vector) {
      int lost = 0;
      for (float x : vector) {
        lost |= Float.floatToRawIntBits(x) ^ Float.floatToRawIntBits((float) ((int) x & 255));
      }
      return lost == 0;
    }

    @Override
    public void write(float[] vector, MemorySegment row) {
      assert holds(vector);
      for (int i = 0; i < vector.length; i++) {
        row.set(ValueLayout.JAVA_BYTE, i, (byte) vector[i]);
      }
    }

    @Override
    float element(MemorySegment rows, long row, int i) {
      return rows.get(ValueLayout.JAVA_BYTE, row + i) & 255;
    }
  },

  /** IEEE half floats, but for infinities and what is no number. */
  F16(2) {
    @Override
    boolean holds(float[] vector) {
      int lost = 0;
      for (float x : vector) {
        float back = Float.float16ToFloat(Float.floatToFloat16(x));
        lost |= Float.floatToRawIntBits(x) ^ Float.floatToRawIntBits(back);
        lost |= Math.abs(x) <= MAX_F16 ? 0 : 1;
      }
      return lost == 0;
    }

    @Override
    public void write(float[] vector, MemorySegment row) {
      assert holds(vector);
      for (int i = 0; i < vector.length; i++) {
        row.set(SHORT, (long) i * Short.BYTES, Float.floatToFloat16(vector[i]));
      }
    }

    @Override
    float element(MemorySegment rows, long row, int i) {
      return Float.float16ToFloat(rows.get(SHORT, row + (long) i * Short.BYTES));
    }
  };

  static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final float MAX_F16 = 65_504;

  private final int bytes;

  RowForm(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes of an element. */
  public int bytes(Encoding encoding) {
    return this == PLAIN ? encoding.bytes() : bytes;
  }

  /** Whether every component comes back as it was. */
  abstract boolean holds(float[] vector);

  /**
   * Writes a vector that this form holds.
   *
   * @param row as many bytes as it takes
   */
  public abstract void write(float[] vector, MemorySegment row);

  /** An element of the row that begins at byte {@code row}. */
  abstract float element(MemorySegment rows, long row, int i);

  /**
   * Rows of floats.
   *
   * @param stored rows in this form
   * @return themselves if they are plain; else rows of float32, of which each is widened when it is
   *     fetched
   */
  public Rows floats(Rows stored) {
    return this == PLAIN ? stored : new WidenedRows(stored, stored.stride() / bytes, this);
  }

  /** Finds the shortest form that holds all of some vectors. */
  public static final class Search {
    private boolean u8 = true;
    private boolean f16 = true;

    /** That has seen none, which every form holds. */
    public Search() {}

    /** Looks at a vector. */
    public void add(float[] vector) {
      u8 = u8 && U8.holds(vector);
      f16 = f16 && F16.holds(vector);
    }

    /** The shortest form of those seen so far. */
    public RowForm shortest() {
      return u8 ? U8 : f16 ? F16 : PLAIN;
    }
  }
}
