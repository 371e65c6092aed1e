package org.kith.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.store.DataOutput;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;
import org.kith.graph.CorruptGraphException;
import org.kith.graph.Degrees;
import org.kith.graph.Growth;
import org.kith.graph.HnswGraph;
import org.kith.graph.Layer;
import org.kith.kernel.Rows;
import org.kith.store.Section;
import org.kith.store.SectionRows;

/// Where a field's graph is in `.kithg`. The file holds for each layer, from the lowest:
///
/// ```
/// zeros to a multiple of 64
/// ordinals  int32 a node, ascending; not on the lowest layer, which has every vector
/// zeros to a multiple of 64
/// links     int32[width] a node: slots of neighbours on the same layer, then -1 where unused;
///           width is at most the spec's, see Degrees
/// ```
///
/// All numbers are little-endian, so that links are read in place. In metadata:
///
/// ```
/// layers                    vint   0 = no graph
/// for each: nodes, width    vint
///           ordinals, links section
/// growth, if there is a graph:
///           origin          float32
///           exponent        float32
/// ```
///
/// @param layers from the lowest; empty without graph
/// @param growth of the distances between its vectors
record StoredGraph(List<StoredLayer> layers, Growth growth) {
  static final StoredGraph NONE = new StoredGraph(List.of(), Growth.UNKNOWN);

  /// Above the highest layer that levels drawn with probability 1/m, m >= 2, reach in practice.
  private static final int MAX_LAYERS = 64;

  /// Far above what any setting asks for; what the graph's own may have is checked as it is opened.
  private static final int MAX_WIDTH = 1 << 16;

  /// One layer.
  ///
  /// @param nodes number of slots
  /// @param width links of a slot
  /// @param ordinals which vectors they are; [Section#NONE] on the lowest layer
  /// @param links their neighbours
  record StoredLayer(int nodes, int width, Section ordinals, Section links) {}

  static StoredGraph write(HnswGraph graph, IndexOutput out) throws IOException {
    List<StoredLayer> layers = new ArrayList<>();
    for (Layer layer : graph.layers()) {
      Section ordinals =
          layer.ordinals() == null ? Section.NONE : Section.write(out, layer.ordinals().segment());
      layers.add(
          new StoredLayer(
              layer.links().count(),
              layer.links().stride() / Integer.BYTES,
              ordinals,
              Section.write(out, layer.links().segment())));
    }
    return new StoredGraph(layers, graph.growth());
  }

  boolean isEmpty() {
    return layers.isEmpty();
  }

  long bytes() {
    return layers.stream().mapToLong(l -> l.ordinals.length() + l.links.length()).sum();
  }

  void writeTo(DataOutput meta) throws IOException {
    meta.writeVInt(layers.size());
    for (StoredLayer layer : layers) {
      meta.writeVInt(layer.nodes);
      meta.writeVInt(layer.width);
      layer.ordinals.writeTo(meta);
      layer.links.writeTo(meta);
    }
    if (!isEmpty()) {
      meta.writeInt(Float.floatToRawIntBits(growth.origin()));
      meta.writeInt(Float.floatToRawIntBits(growth.exponent()));
    }
  }

  static StoredGraph read(IndexInput meta, int size) throws IOException {
    int count = meta.readVInt();
    if (count < 0 || count > MAX_LAYERS) {
      throw new CorruptIndexException(count + " layers in a graph", meta);
    }
    List<StoredLayer> layers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int nodes = meta.readVInt();
      if (i == 0 ? nodes != size : nodes < 1 || nodes > layers.getLast().nodes) {
        throw new CorruptIndexException(nodes + " nodes on layer " + i + " of " + size, meta);
      }
      int width = meta.readVInt();
      if (width < 1 || width > MAX_WIDTH) {
        throw new CorruptIndexException(width + " links a node on layer " + i, meta);
      }
      layers.add(new StoredLayer(nodes, width, Section.read(meta), Section.read(meta)));
    }
    return count == 0 ? NONE : new StoredGraph(layers, growth(meta));
  }

  private static Growth growth(IndexInput meta) throws IOException {
    float origin = Float.intBitsToFloat(meta.readInt());
    float exponent = Float.intBitsToFloat(meta.readInt());
    try {
      return Growth.of(origin, exponent);
    } catch (CorruptGraphException e) {
      throw new CorruptIndexException(e.getMessage(), meta, e);
    }
  }

  /// Opens the graph.
  ///
  /// @param in `.kithg`
  HnswGraph open(IndexInput in, Degrees degrees) throws IOException {
    List<Layer> opened = new ArrayList<>();
    int size = layers.getFirst().nodes;
    for (StoredLayer layer : layers) {
      boolean lowest = opened.isEmpty();
      int stride = layer.width * Integer.BYTES;
      layer.ordinals.check("ordinals", lowest ? 0 : (long) layer.nodes * Integer.BYTES, in);
      layer.links.check("links", (long) layer.nodes * stride, in);
      Rows links = SectionRows.open(in, layer.links, layer.nodes, stride);
      if (lowest) {
        opened.add(new Layer(links));
      } else {
        Rows ordinals = SectionRows.open(in, layer.ordinals, layer.nodes, Integer.BYTES);
        opened.add(new Layer(ordinals, links, size));
      }
    }
    return new HnswGraph(degrees, opened, growth);
  }
}
