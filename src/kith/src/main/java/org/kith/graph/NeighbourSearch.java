package org.kith.graph;

import java.io.IOException;
import org.kith.metric.RowScorer;

/**
 * Searches the neighbours of nodes that enter a layer. One a thread.
 *
 * <p>A node that comes with links starts from those of its neighbours that are in the layer
 * already, or from where the search of a neighbour in the same cluster ended; only without either
 * does the search begin at the top, or at one of the layer's {@link Entries}. Its own links are not
 * kept as such: among fewer nodes they were longer than they should be here.
 *
 * <p>Where the walk sees estimates only, the links of a node that comes without any are chosen by
 * the vectors. For others estimates do: the graphs that they come from lead to the right places.
 */
final class NeighbourSearch {
  private static final int MAX_SEEDS = 4;

  /** Breadth on the layer above the one that is built: some of those found may not be here yet. */
  private static final int DESCENT = 8;

  private static final Visits NO_LIMIT = count -> true;

  private final LayerContext context;
  private final RowScorer scorer;
  private final Diversity diversity;
  private final RowScorer exact;
  private final Diversity exactDiversity;
  private final Walk walk = new Walk();
  private final int[] seeds = new int[Math.max(MAX_SEEDS, DESCENT)];
  private final int[] chosen;
  private final int[] clusterNodes = new int[InsertionOrder.CLUSTER];
  private final int[] clusterHits = new int[InsertionOrder.CLUSTER];
  private int[] links = new int[0];
  private int[] mates = new int[0];
  private int[] mateOrdinals = new int[0];
  private float[] mateDistances = new float[0];
  private long[] candidates = new long[0];
  private int[] ordinals = new int[0];
  private float[] distances = new float[0];
  private LayerSource source;
  private int clusterSize;

  NeighbourSearch(LayerContext context) {
    this.context = context;
    scorer = context.space().rowScorer();
    diversity = new Diversity(context.space());
    exact = context.vectors().rowScorer();
    exactDiversity = new Diversity(context.vectors());
    chosen = new int[context.width()];
  }

  /** Begins a cluster. */
  void begin(LayerSource newSource) {
    source = newSource;
    clusterSize = 0;
    int width = source.layer() == null ? 0 : source.layer().width();
    if (links.length < width) {
      links = new int[width];
      mates = new int[width];
      mateOrdinals = new int[width];
      mateDistances = new float[width];
    }
  }

  /** Chooses the links of a node, and puts them into a batch. */
  void search(int sourceSlot, Batch batch, int at) throws IOException {
    int node = source.slots()[sourceSlot];
    Layer layer = context.growing();
    scorer.target(layer.ordinal(node));
    int degree = source.layer() == null ? 0 : source.layer().neighbours(sourceSlot, links);
    int seedCount = seeds(degree);
    if (seedCount == 0) {
      seedCount = descend();
    }
    walk.start(layer, source.layer() == null ? effort() : movedEffort());
    walk.seed(layer, scorer, seeds, seedCount);
    walk.expand(layer, scorer, NO_LIMIT);
    remember(sourceSlot);
    int count = collect(node, degree);
    boolean estimated = context.space() != context.vectors();
    batch.put(
        at,
        node,
        chosen,
        estimated && source.layer() == null
            ? chooseExactly(layer, node, count)
            : diversity.choose(layer, candidates, count, chosen.length, chosen));
  }

  private int chooseExactly(Layer layer, int node, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      ordinals[i] = layer.ordinal(Candidate.slot(candidates[i]));
    }
    exact.target(layer.ordinal(node));
    exact.score(ordinals, count, distances);
    for (int i = 0; i < count; i++) {
      candidates[i] = Candidate.of(distances[i], Candidate.slot(candidates[i]));
    }
    return exactDiversity.choose(layer, candidates, count, chosen.length, chosen);
  }

  /** The reachable nodes closest to a node of the layer, closest first. */
  Beam closest(int node, int ef) throws IOException {
    Layer layer = context.growing();
    scorer.target(layer.ordinal(node));
    int seedCount = descend();
    walk.start(layer, ef);
    walk.seed(layer, scorer, seeds, seedCount);
    walk.expand(layer, scorer, NO_LIMIT);
    return walk.beam();
  }

  private int effort() {
    return context.settings().efConstruction();
  }

  /** Starting close by, half of the breadth finds as much. */
  private int movedEffort() {
    return Math.max(context.settings().degrees().base() / 2, effort() / 2);
  }

  private int seeds(int degree) {
    int count = 0;
    for (int i = 0; i < degree && count < MAX_SEEDS; i++) {
      int slot = source.slots()[links[i]];
      if (slot >= 0 && context.inserted().get(slot)) {
        seeds[count++] = slot;
      }
    }
    for (int i = 0; i < degree && count == 0; i++) {
      for (int j = 0; j < clusterSize; j++) {
        if (clusterNodes[j] == links[i]) {
          seeds[count++] = clusterHits[j];
          break;
        }
      }
    }
    return count;
  }

  /** Keeps where this search ended, for others of the cluster. */
  private void remember(int sourceSlot) {
    if (walk.count() > 0 && clusterSize < clusterNodes.length) {
      clusterNodes[clusterSize] = sourceSlot;
      clusterHits[clusterSize++] = walk.ordinal(0);
    }
  }

  /** Finds where to start in the layer; fills {@link #seeds}. */
  private int descend() throws IOException {
    int count = context.above().isEmpty() ? 0 : fromAbove();
    return count > 0 ? count : amongEntries();
  }

  /** Goes down to the layer; those found above may not be here yet. */
  private int fromAbove() throws IOException {
    int ordinal = -1;
    for (int i = context.above().size() - 1; i >= 0; i--) {
      Layer upper = context.above().get(i);
      seeds[0] = ordinal < 0 ? 0 : upper.slot(ordinal);
      walk.start(upper, i == 0 ? DESCENT : 1);
      walk.seed(upper, scorer, seeds, 1);
      walk.expand(upper, scorer, NO_LIMIT);
      ordinal = upper.ordinal(walk.ordinal(0));
    }
    int count = 0;
    for (int i = 0; i < walk.count() && count < MAX_SEEDS; i++) {
      int slot = context.growing().slot(context.above().getFirst().ordinal(walk.ordinal(i)));
      if (context.inserted().get(slot)) {
        seeds[count++] = slot;
      }
    }
    return count;
  }

  private int amongEntries() throws IOException {
    walk.start(context.growing(), MAX_SEEDS);
    walk.seed(context.growing(), scorer, context.entries().slots(), context.entries().count());
    for (int i = 0; i < walk.count(); i++) {
      seeds[i] = walk.ordinal(i);
    }
    return walk.count();
  }

  /** The walk's results, and the node's own neighbours in the same batch. */
  private int collect(int node, int degree) throws IOException {
    int found = walk.count();
    if (candidates.length < found + degree) {
      candidates = new long[2 * (found + degree)];
      ordinals = new int[candidates.length];
      distances = new float[candidates.length];
    }
    int count = 0;
    for (int i = 0; i < found; i++) {
      candidates[count++] = Candidate.of(walk.distance(i), walk.ordinal(i));
    }
    int mateCount = 0;
    for (int i = 0; i < degree; i++) {
      int slot = source.slots()[links[i]];
      if (slot >= 0 && slot != node && context.batch().get(slot)) {
        mates[mateCount] = slot;
        mateOrdinals[mateCount++] = context.growing().ordinal(slot);
      }
    }
    scorer.score(mateOrdinals, mateCount, mateDistances);
    for (int i = 0; i < mateCount; i++) {
      candidates[count++] = Candidate.of(mateDistances[i], mates[i]);
    }
    return count;
  }
}
