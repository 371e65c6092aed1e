package org.kith.graph;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.kith.kernel.Rows;
import org.kith.metric.Space;

/**
 * Builds graphs, from nothing or from the graphs of segments that are merged.
 *
 * <p>Layers are built from the top: each begins as the largest source's layer or, if there is none,
 * as the layer above it, and takes in its other nodes. The same sources and settings give the same
 * graph, whatever the number of threads.
 *
 * <p>Memory: 6 bytes off heap for each link that a node may have, for links in progress; on heap at
 * most 26 bytes a node, and the sources' {@code newOrdinals}.
 */
public final class GraphBuilder {
  /** Smaller top layers are left out: a walk crosses them as fast from any node. */
  private static final int SMALLEST_TOP = 8;

  private final GraphSettings settings;
  private final Space space;
  private final Space vectors;
  private final Workers workers;
  private final Checkpoint checkpoint;
  private final Arena arena;

  /**
   * Of vectors that are compared as they are.
   *
   * @param vectors at least one
   * @param arena holds the graph's memory; shared if there are several threads
   */
  public GraphBuilder(
      GraphSettings settings, Space vectors, Workers workers, Checkpoint checkpoint, Arena arena) {
    this(settings, vectors, vectors, workers, checkpoint, arena);
  }

  /**
   * @param space what is walked to find candidates for links: the vectors, at least one, or
   *     estimates of their distances
   * @param vectors what links are chosen by of nodes that come without any
   * @param arena holds the graph's memory; shared if there are several threads
   */
  public GraphBuilder(
      GraphSettings settings,
      Space space,
      Space vectors,
      Workers workers,
      Checkpoint checkpoint,
      Arena arena) {
    if (space.size() < 1) {
      throw new IllegalArgumentException("a graph needs at least one vector");
    }
    this.settings = settings;
    this.space = space;
    this.vectors = vectors;
    this.workers = workers;
    this.checkpoint = checkpoint;
    this.arena = arena;
  }

  /** A graph of all vectors, of unknown growth. */
  public HnswGraph build() throws IOException {
    int[] ordinals = new int[space.size()];
    Arrays.setAll(ordinals, i -> i);
    return merge(List.of(new GraphSource(null, ordinals)));
  }

  /**
   * A graph of all vectors, of unknown growth, that makes use of the sources' graphs.
   *
   * @param sources together their new ordinals are 0 to size - 1, each once
   */
  public HnswGraph merge(List<GraphSource> sources) throws IOException {
    List<Rows> ordinals = ordinals(sources);
    List<Layer> layers = new ArrayList<>();
    for (int level = ordinals.size(); level >= 0; level--) {
      layers.addFirst(layer(level, level == 0 ? null : ordinals.get(level - 1), sources, layers));
    }
    return new HnswGraph(settings.degrees(), layers, Growth.UNKNOWN);
  }

  private Layer layer(int level, Rows ordinals, List<GraphSource> sources, List<Layer> above)
      throws IOException {
    LayerContext context =
        new LayerContext(
            settings, ordinals, space, vectors, List.copyOf(above), workers, checkpoint, arena);
    List<LayerSource> layerSources = new ArrayList<>();
    for (GraphSource source : sources) {
      int[] slots = newOrdinals(source, level);
      layerSources.add(new LayerSource(layer(source, level), context.slots(slots)));
    }
    LayerSource start = start(layerSources);
    if (start == null && !above.isEmpty()) {
      // Nodes of the layer above are on this one too, and know some of their neighbours.
      start = new LayerSource(above.getFirst(), context.slots(above.getFirst().allOrdinals()));
    }
    return new LayerBuilder(context).build(layerSources, start);
  }

  /** The source whose links are kept: the one with the most nodes, unless too many are gone. */
  private static LayerSource start(List<LayerSource> sources) {
    LayerSource start = null;
    int most = 0;
    for (LayerSource source : sources) {
      int living = source.living();
      if (source.layer() != null && living > most && living >= source.size() / 2) {
        start = source;
        most = living;
      }
    }
    return start;
  }

  /** Ordinals of the upper layers, from layer 1 upwards. */
  private List<Rows> ordinals(List<GraphSource> sources) throws IOException {
    List<Rows> ordinals = new ArrayList<>();
    if (!settings.degrees().layered()) {
      return ordinals;
    }
    for (int level = 1; ; level++) {
      int[] members = members(sources, level);
      if (members.length < SMALLEST_TOP) {
        return ordinals;
      }
      MemorySegment segment = arena.allocate((long) members.length * Integer.BYTES, 64);
      for (int i = 0; i < members.length; i++) {
        segment.set(Layer.INT, (long) i * Integer.BYTES, members[i]);
      }
      ordinals.add(Rows.of(segment, members.length, Integer.BYTES));
    }
  }

  private int[] members(List<GraphSource> sources, int level) throws IOException {
    int[] members = new int[0];
    for (GraphSource source : sources) {
      int[] more = Arrays.stream(newOrdinals(source, level)).filter(o -> o >= 0).toArray();
      int count = members.length;
      members = Arrays.copyOf(members, count + more.length);
      System.arraycopy(more, 0, members, count, more.length);
    }
    Arrays.sort(members);
    return members;
  }

  /**
   * New ordinals of a source's nodes on a level, by slot. A source without layers has no slots: its
   * nodes' levels are drawn.
   */
  private int[] newOrdinals(GraphSource source, int level) throws IOException {
    int[] newOrdinals = source.newOrdinals();
    if (level == 0) {
      return newOrdinals;
    }
    if (source.graph() == null || !source.graph().degrees().layered()) {
      Levels levels = new Levels(settings);
      return Arrays.stream(newOrdinals).filter(o -> o >= 0 && levels.of(o) >= level).toArray();
    }
    Layer layer = layer(source, level);
    int[] ordinals = new int[layer == null ? 0 : layer.size()];
    for (int i = 0; i < ordinals.length; i++) {
      ordinals[i] = newOrdinals[layer.ordinal(i)];
    }
    return ordinals;
  }

  private static Layer layer(GraphSource source, int level) {
    boolean there = source.graph() != null && level < source.graph().layers().size();
    return there ? source.graph().layers().get(level) : null;
  }
}
