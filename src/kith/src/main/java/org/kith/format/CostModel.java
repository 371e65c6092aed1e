package org.kith.format;

import org.kith.quantize.Sketch;

/// When a graph is worth having, and when it is worth walking.
///
/// A walk with a list of `ef` is taken to score `16 ef + 200` vectors (at M 16: 16 for each place
/// of the list, 200 to get there): an estimate, rather too high than too low. If a filter accepts
/// `a` of `n` vectors, the list fills with accepted ones only after `n / a` times as many; an exact
/// search scores `a`. So it is exact if
///
/// ```
/// a <= (16 ef + 200) n / a
/// ```
///
/// which without a filter or a sketch means up to 1,224 vectors at the default `ef` 64, and with
/// one on a million vectors up to 35,000 accepted.
///
/// Smaller segments may have a graph all the same, because merges start from it: a node that has
/// links is moved with a narrower search than one without. Below 500 vectors both are lost in what
/// a segment costs anyway.
///
/// From 128 vectors on, and as long as its full blocks take no more than 32 MiB, a segment has a
/// [Sketch] that is scanned instead. From 8,192 on it has cells, `0.9 n^0.6` for n vectors, but no
/// fewer than 48 vectors a cell, or none under a product; of these so many are scanned that they
/// hold about `192 ef` accepted vectors. Looking at a vector of a sketch is taken to cost a
/// sixteenth of scoring one.
///
/// @param graphFrom fewest vectors that get a graph
/// @param visitsPerPlace vectors that a walk scores for each place of its list
/// @param visitsToArrive vectors that it scores besides
/// @param sketchFrom fewest vectors that get a sketch
/// @param sketchBytes most bytes of a sketch's full blocks
/// @param cellsFrom fewest vectors that are divided into cells
/// @param looksPerPlace vectors of cells that are looked at for each place of a walk's list
public record CostModel(
    int graphFrom,
    int visitsPerPlace,
    int visitsToArrive,
    int sketchFrom,
    int sketchBytes,
    int cellsFrom,
    int looksPerPlace) {
  /// The estimates above.
  public static final CostModel DEFAULT = new CostModel(500, 16, 200, 128, 32 << 20, 8192, 192);

  /// Vectors of a sketch that are looked at while one vector is scored.
  private static final int LOOKS = 16;

  private static final double CELLS_EXPONENT = 0.6;

  private static final double CELLS_FACTOR = 0.9;

  /// Smaller cells leave blocks of the sketch empty.
  private static final int VECTORS_PER_CELL = 48;

  boolean graphPays(int size) {
    return size >= graphFrom;
  }

  boolean exactIsCheaper(long accepted, long size, long ef) {
    return accepted * accepted <= (visitsPerPlace * ef + visitsToArrive) * size;
  }

  boolean sketchPays(long size, int dims) {
    return size >= sketchFrom && Sketch.bytes(dims, size) <= sketchBytes;
  }

  /// How many cells vectors are divided into; 0 if they are not.
  int cells(int size) {
    double cells = CELLS_FACTOR * StrictMath.pow(size, CELLS_EXPONENT);
    return size < cellsFrom ? 0 : (int) Math.min(cells, size / VECTORS_PER_CELL);
  }

  /// How many vectors of a sketch are looked at.
  long looks(long accepted, long size, long ef) {
    return Math.min(size, looksPerPlace * ef * size / accepted);
  }

  boolean exactIsCheaperThanSketch(long accepted, long looks) {
    return accepted * LOOKS <= looks;
  }
}
