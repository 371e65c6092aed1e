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
/// From 128 vectors on, and as long as a segment's [Sketch] takes no more than 512 KiB, which are
/// 21,760 vectors of 128 dimensions or 9,344 of 384, that is scanned. Looking at a vector of it is
/// taken to cost a sixteenth of scoring one.
///
/// @param graphFrom fewest vectors that get a graph
/// @param visitsPerPlace vectors that a walk scores for each place of its list
/// @param visitsToArrive vectors that it scores besides
/// @param sketchFrom fewest vectors that get a sketch
/// @param sketchBytes most bytes of a sketch
public record CostModel(
    int graphFrom, int visitsPerPlace, int visitsToArrive, int sketchFrom, int sketchBytes) {
  /// The estimates above.
  public static final CostModel DEFAULT = new CostModel(500, 16, 200, 128, 1 << 19);

  /// Vectors of a sketch that are looked at while one vector is scored.
  private static final int LOOKS = 16;

  boolean graphPays(int size) {
    return size >= graphFrom;
  }

  boolean exactIsCheaper(long accepted, long size, long ef) {
    return accepted * accepted <= (visitsPerPlace * ef + visitsToArrive) * size;
  }

  boolean sketchPays(long size, int dims) {
    return size >= sketchFrom && Sketch.bytes(dims, size) <= sketchBytes;
  }

  boolean exactIsCheaperThanSketch(long accepted, long size) {
    return accepted * LOOKS <= size;
  }
}
