package org.kith.spec;

/// What is done to a vector before it becomes a code. Several may follow one another.
public sealed interface Transform extends Part {

  /// A random rotation: `RR`.
  record Rotation() implements Transform {
    @Override
    public String toString() {
      return "RR";
    }
  }

  /// Scaling to length one: `L2norm`.
  record Normalization() implements Transform {
    @Override
    public String toString() {
      return "L2norm";
    }
  }

  /// Principal component analysis: `PCA64` keeps 64 dimensions.
  ///
  /// @param dims dimensions kept, 1..65536
  record Pca(int dims) implements Transform {
    /// Refuses numbers out of range.
    public Pca {
      Bounds.DIMS.check(dims);
    }

    @Override
    public String toString() {
      return "PCA" + dims;
    }
  }

  /// The first dimensions of a vector that was trained for it (Matryoshka): `MRL256`.
  ///
  /// @param dims dimensions kept, 1..65536
  record Mrl(int dims) implements Transform {
    /// Refuses numbers out of range.
    public Mrl {
      Bounds.DIMS.check(dims);
    }

    @Override
    public String toString() {
      return "MRL" + dims;
    }
  }

  /// The rotation that suits a product quantizer (Ge et al. 2013): `OPQ16`.
  ///
  /// @param m subspaces of that quantizer, 1..65536
  record Opq(int m) implements Transform {
    /// Refuses numbers out of range.
    public Opq {
      Bounds.SUBSPACES.check(m);
    }

    @Override
    public String toString() {
      return "OPQ" + m;
    }
  }

  /// The rotation that suits one bit a dimension (Gong & Lazebnik 2011): `ITQ`.
  record Itq() implements Transform {
    @Override
    public String toString() {
      return "ITQ";
    }
  }
}
