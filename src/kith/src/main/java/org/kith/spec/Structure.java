package org.kith.spec;

import java.util.Objects;
import java.util.Optional;

/// How neighbours are found: by looking at everything, by walking a graph, or in partitions.
public sealed interface Structure extends Part {

  /// Exhaustive search: `Flat`.
  record Flat() implements Structure {
    @Override
    public String toString() {
      return "Flat";
    }
  }

  /// A hierarchy of navigable graphs (Malkov & Yashunin 2018): `HNSW16`.
  ///
  /// @param m links of a node, twice as many on the lowest level, 2..512
  record Hnsw(int m) implements Structure {
    /// Refuses numbers out of range.
    public Hnsw {
      Bounds.M.check(m);
    }

    /// With the M that Faiss gives to a plain `HNSW`, 32.
    public Hnsw() {
      this(32);
    }

    @Override
    public String toString() {
      return "HNSW" + m;
    }
  }

  /// One navigable graph without levels: `NSW32` has as many links as the lowest level of `HNSW16`.
  ///
  /// @param m links of a node, 2..512
  record Nsw(int m) implements Structure {
    /// Refuses numbers out of range.
    public Nsw {
      Bounds.M.check(m);
    }

    /// With the default M, 32.
    public Nsw() {
      this(32);
    }

    @Override
    public String toString() {
      return "NSW" + m;
    }
  }

  /// A graph whose nodes carry their neighbours' codes beside the links: `QG32`.
  ///
  /// @param r links of every node, a multiple of 32 in 32..512
  record QuantizedGraph(int r) implements Structure {
    /// Refuses numbers out of range.
    public QuantizedGraph {
      Bounds.BLOCKED_R.check(r);
    }

    @Override
    public String toString() {
      return "QG" + r;
    }
  }

  /// The graph of DiskANN (Subramanya et al. 2019): `Vamana64`. Its own setting is `alpha`, 1..4:
  /// how much longer than the detour a link may be before it is pruned.
  ///
  /// @param r most links of a node, 2..512
  record Vamana(int r) implements Structure {
    /// Refuses numbers out of range.
    public Vamana {
      Bounds.R.check(r);
    }

    @Override
    public String toString() {
      return "Vamana" + r;
    }
  }

  /// The navigating spreading-out graph (Fu et al. 2019): `NSG32`.
  ///
  /// @param r most links of a node, 2..512
  record Nsg(int r) implements Structure {
    /// Refuses numbers out of range.
    public Nsg {
      Bounds.R.check(r);
    }

    @Override
    public String toString() {
      return "NSG" + r;
    }
  }

  /// Partitions around centroids, with inverted lists: `IVF4096`, or `IVF65536_HNSW32` where the
  /// centroids are found by a graph.
  ///
  /// @param lists number of partitions, 1 or more
  /// @param coarse the graph over the centroids, or empty where all of them are compared
  record Ivf(int lists, Optional<Hnsw> coarse) implements Structure {
    /// Refuses numbers out of range.
    public Ivf {
      Bounds.LISTS.check(lists);
      Objects.requireNonNull(coarse, "coarse");
    }

    /// Without a graph over the centroids.
    ///
    /// @param lists number of partitions, 1 or more
    public Ivf(int lists) {
      this(lists, Optional.empty());
    }

    @Override
    public String toString() {
      return "IVF" + lists + coarse.map(hnsw -> "_" + hnsw).orElse("");
    }
  }
}
