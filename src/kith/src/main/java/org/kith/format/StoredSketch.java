package org.kith.format;

import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.Stream;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.store.DataOutput;
import org.apache.lucene.store.IndexInput;
import org.kith.kernel.Rows;
import org.kith.quantize.Sketch;
import org.kith.quantize.SketchRows;
import org.kith.store.Section;
import org.kith.store.SectionRows;

/// Where the sketch of a field is in `.kithg`, and what it was made with. The file holds, each
/// after zeros to a multiple of 64:
///
/// ```
/// blocks     of the vectors in the order of ordinals, or of one cell after the other, see Sketch
/// sizes      int32 a cell: its vectors                                     \
/// ordinals   int32 a vector: of the cells, one after the other             | only where
/// centroids  dims float32 a cell: the means of their vectors               | there are cells
/// coarse     blocks of the centroids                                       /
/// ```
///
/// All numbers are little-endian. In metadata:
///
/// ```
/// length      vint      of the parameters, 0 = no sketch
/// parameters  float32*  see Sketch
/// cells       vint      0 = none
/// blocks, and with cells sizes, ordinals, centroids, coarse: section
/// ```
///
/// @param parameters of the sketch
/// @param cells how many there are
/// @param blocks of the vectors
/// @param sizes of the cells
/// @param ordinals of their vectors
/// @param centroids of the cells
/// @param coarse blocks of the centroids
record StoredSketch(
    float[] parameters,
    int cells,
    Section blocks,
    Section sizes,
    Section ordinals,
    Section centroids,
    Section coarse) {
  static final StoredSketch NONE = ofAll(new float[0], Section.NONE);

  private static final int MAX_PARAMETERS = KithWriter.MAX_DIMS + 2;

  /// A sketch without cells.
  static StoredSketch ofAll(float[] parameters, Section blocks) {
    Section none = Section.NONE;
    return new StoredSketch(parameters, 0, blocks, none, none, none, none);
  }

  boolean isEmpty() {
    return parameters.length == 0;
  }

  long bytes() {
    return Stream.of(blocks, sizes, ordinals, centroids, coarse).mapToLong(Section::length).sum();
  }

  void writeTo(DataOutput meta) throws IOException {
    meta.writeVInt(parameters.length);
    if (isEmpty()) {
      return;
    }
    for (float parameter : parameters) {
      meta.writeInt(Float.floatToRawIntBits(parameter));
    }
    meta.writeVInt(cells);
    blocks.writeTo(meta);
    if (cells > 0) {
      sizes.writeTo(meta);
      ordinals.writeTo(meta);
      centroids.writeTo(meta);
      coarse.writeTo(meta);
    }
  }

  /// @param count vectors of the field
  static StoredSketch read(IndexInput meta, int count) throws IOException {
    int length = meta.readVInt();
    if (length < 0 || length > MAX_PARAMETERS) {
      throw new CorruptIndexException(length + " parameters of a sketch", meta);
    }
    if (length == 0) {
      return NONE;
    }
    float[] parameters = new float[length];
    for (int i = 0; i < length; i++) {
      parameters[i] = Float.intBitsToFloat(meta.readInt());
    }
    int cells = meta.readVInt();
    if (cells < 0 || cells > count) {
      throw new CorruptIndexException(cells + " cells of " + count + " vectors", meta);
    }
    Section blocks = Section.read(meta);
    return cells == 0
        ? ofAll(parameters, blocks)
        : new StoredSketch(
            parameters,
            cells,
            blocks,
            Section.read(meta),
            Section.read(meta),
            Section.read(meta),
            Section.read(meta));
  }

  /// Opens what the sketch wrote.
  ///
  /// @param field for messages
  /// @param count its vectors
  /// @param in `.kithg`
  SketchRows open(String field, Sketch sketch, int dims, int count, IndexInput in)
      throws IOException {
    Opener opener = new Opener(field, in);
    int stride = sketch.blockBytes();
    if (cells == 0) {
      Rows all = opener.rows("sketch", blocks, Sketch.blocks(count), stride);
      return new SketchRows(all, count, null);
    }
    int[] cellSizes = opener.ints("sizes of cells", sizes, cells);
    if (Arrays.stream(cellSizes).anyMatch(size -> size < 0 || size > count)
        || Arrays.stream(cellSizes).asLongStream().sum() != count) {
      throw new CorruptIndexException(
          "field '" + field + "': sizes of cells do not add up to " + count, in);
    }
    checkPermutation(field, opener.ints("ordinals of cells", ordinals, count), in);
    Rows places = opener.rows("ordinals of cells", ordinals, count, Integer.BYTES);
    int blocksOfCells = Sketch.blocks(cells);
    SketchRows.Cells opened =
        new SketchRows.Cells(
            cellSizes,
            places,
            opener.rows("centroids", centroids, cells, dims * Float.BYTES),
            opener.rows("sketch of centroids", coarse, blocksOfCells, stride));
    Rows all = opener.rows("sketch", blocks, SketchRows.blocks(cellSizes), stride);
    return new SketchRows(all, count, opened);
  }

  private record Opener(String field, IndexInput in) {
    Rows rows(String name, Section section, int count, int stride) throws IOException {
      section.check("field '" + field + "', " + name, (long) count * stride, in);
      return SectionRows.open(in, section, count, stride);
    }

    int[] ints(String name, Section section, int count) throws IOException {
      section.check("field '" + field + "', " + name, (long) count * Integer.BYTES, in);
      int[] ints = new int[count];
      in.slice(name, section.offset(), section.length()).readInts(ints, 0, count);
      return ints;
    }
  }

  private static void checkPermutation(String field, int[] ordinals, IndexInput in)
      throws IOException {
    BitSet seen = new BitSet(ordinals.length);
    for (int ordinal : ordinals) {
      if (ordinal < 0 || ordinal >= ordinals.length || seen.get(ordinal)) {
        throw new CorruptIndexException(
            "field '" + field + "': ordinal " + ordinal + " in cells, twice or none", in);
      }
      seen.set(ordinal);
    }
  }
}
