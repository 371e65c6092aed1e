package org.kith.graph;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.kith.metric.RowScorer;

/**
 * A hierarchy of proximity graphs: layer 0 holds every node, each layer above a sample of the one
 * below. A walk starts at slot 0 of the top layer. Layer 0 may be the only one: then a walk starts
 * at the best of several nodes.
 */
public final class HnswGraph {
  private final Degrees degrees;
  private final List<Layer> layers;
  private final Growth growth;

  /**
   * @param degrees most links of a row
   * @param layers from layer 0 upwards, at least one, none empty, each no larger than the one below
   * @param growth of the distances between its vectors
   * @throws CorruptGraphException if these layers do not make such a graph
   */
  public HnswGraph(Degrees degrees, List<Layer> layers, Growth growth)
      throws CorruptGraphException {
    if (layers.isEmpty() || layers.getFirst().ordinals() != null) {
      throw new CorruptGraphException("layer 0 must be there, and have no ordinals");
    }
    int below = Integer.MAX_VALUE;
    for (int i = 0; i < layers.size(); i++) {
      Layer layer = layers.get(i);
      int width = degrees.of(i);
      if (layer.width() > width || layer.size() < 1 || layer.size() > below) {
        throw new CorruptGraphException(
            String.format(
                Locale.ROOT,
                "layer %d has %d slots of %d links, but may have 1 to %d slots of at most %d",
                i,
                layer.size(),
                layer.width(),
                below,
                width));
      }
      if (i > 0 && layer.ordinals() == null) {
        throw new CorruptGraphException("layer " + i + " has no ordinals");
      }
      below = layer.size();
    }
    this.degrees = degrees;
    this.layers = List.copyOf(layers);
    this.growth = growth;
  }

  /**
   * The same graph that knows how distances grow.
   *
   * @param scorer gives the distances that walks will see; its targets stand for queries
   * @param exact gives true distances
   */
  public HnswGraph measured(RowScorer scorer, RowScorer exact) throws IOException {
    return new HnswGraph(degrees, layers, Growth.measure(this, scorer, exact));
  }

  /** How distances from its vectors grow. */
  public Growth growth() {
    return growth;
  }

  /** Most links of a row. */
  public Degrees degrees() {
    return degrees;
  }

  /** Number of nodes. */
  public int size() {
    return layers.getFirst().size();
  }

  /** Layer 0 first. */
  public List<Layer> layers() {
    return layers;
  }

  /** The ordinal from which every node can be reached. */
  public int entry() throws IOException {
    return layers.getLast().ordinal(0);
  }
}
