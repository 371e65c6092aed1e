package org.kith.spec;

/// What the structure compares: raw vectors or a quantised form of them.
public sealed interface Code extends Part {

  /// The raw vectors: `Flat`.
  record Flat() implements Code {
    @Override
    public String toString() {
      return "Flat";
    }
  }

  /// Every component by itself, as a short float or as an integer.
  enum Scalar implements Code {
    /// Half floats: `SQfp16`.
    FP16("SQfp16", 16),
    /// The upper half of floats: `SQbf16`.
    BF16("SQbf16", 16),
    /// Eight bits a component: `SQ8`.
    BITS8("SQ8", 8),
    /// Six bits a component: `SQ6`.
    BITS6("SQ6", 6),
    /// Four bits a component: `SQ4`.
    BITS4("SQ4", 4);

    private final String text;
    private final int bits;

    Scalar(String text, int bits) {
      this.text = text;
      this.bits = bits;
    }

    /// Bits a component.
    ///
    /// @return 4 to 16
    public int bits() {
      return bits;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /// The signs of the components, locality-sensitive hashing: `LSH`.
  record Lsh() implements Code {
    @Override
    public String toString() {
      return "LSH";
    }
  }

  /// Few bits a component on a rotated grid, with an unbiased estimate (Gao & Long 2024, Gao et al.
  /// 2025): `RaBitQ` or `RaBitQ4`.
  ///
  /// @param bits bits a component, 1..9
  record RaBitQ(int bits) implements Code {
    /// Refuses numbers out of range.
    public RaBitQ {
      Bounds.RABITQ_BITS.check(bits);
    }

    @Override
    public String toString() {
      return bits == 1 ? "RaBitQ" : "RaBitQ" + bits;
    }
  }

  /// A product quantizer (Jégou et al. 2011): `PQ16`, `PQ16x6`, `PQ32x4fs`.
  ///
  /// @param m subspaces, 1..65536
  /// @param bits bits of a subspace's code, 1..16
  /// @param fastScan whether codes lie in blocks for look-up tables in registers; 4 bits only
  record Pq(int m, int bits, boolean fastScan) implements Code {
    /// Refuses numbers out of range.
    public Pq {
      Bounds.SUBSPACES.check(m);
      Bounds.BITS.check(bits);
      if (fastScan && bits != 4) {
        throw new IllegalArgumentException("fs needs bits to be 4, got " + bits);
      }
    }

    /// Eight bits a subspace, the usual choice.
    ///
    /// @param m subspaces, 1..65536
    public Pq(int m) {
      this(m, 8, false);
    }

    @Override
    public String toString() {
      return "PQ" + m + (bits == 8 ? "" : "x" + bits) + (fastScan ? "fs" : "");
    }
  }

  /// A residual quantizer (Liu et al. 2015): `RQ8x8`.
  ///
  /// @param m stages, 1..65536
  /// @param bits bits of a stage's code, 1..16
  record Rq(int m, int bits) implements Code {
    /// Refuses numbers out of range.
    public Rq {
      Bounds.STAGES.check(m);
      Bounds.BITS.check(bits);
    }

    @Override
    public String toString() {
      return "RQ" + m + "x" + bits;
    }
  }

  /// A local search quantizer (Martinez et al. 2018): `LSQ8x8`.
  ///
  /// @param m codebooks, 1..65536
  /// @param bits bits of a codebook's code, 1..16
  record Lsq(int m, int bits) implements Code {
    /// Refuses numbers out of range.
    public Lsq {
      Bounds.STAGES.check(m);
      Bounds.BITS.check(bits);
    }

    @Override
    public String toString() {
      return "LSQ" + m + "x" + bits;
    }
  }

  /// A product of residual quantizers: `PRQ4x4x8`.
  ///
  /// @param splits subspaces, 1..65536
  /// @param m stages in each, 1..65536
  /// @param bits bits of a stage's code, 1..16
  record Prq(int splits, int m, int bits) implements Code {
    /// Refuses numbers out of range.
    public Prq {
      Bounds.SPLITS.check(splits);
      Bounds.STAGES.check(m);
      Bounds.BITS.check(bits);
    }

    @Override
    public String toString() {
      return "PRQ" + splits + "x" + m + "x" + bits;
    }
  }
}
