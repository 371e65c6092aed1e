package org.kith.graph;

import java.io.IOException;
import org.kith.metric.Scorer;

/**
 * Goes down the upper layers of a graph, to nodes from which a walk over layer 0 may begin. Keeps
 * its working memory from one search to the next.
 */
final class Descent {
  private final Walk walk = new Walk();
  private int[] starts = new int[Entries.MOST];
  private float[] distances = new float[Entries.MOST];
  private long[] arrived = new long[Entries.MOST];
  private int count;

  /**
   * Goes down; where it arrived is in {@link #arrived}: at most {@code breadth} nodes and the
   * graph's entry, or if there is nothing above, the nodes that {@link Entries} has.
   *
   * <p>The entry is what every node can be reached from. Mostly it is far away and soon forgotten,
   * but a broad walk finds all there is.
   *
   * @param breadth nodes of each layer that the way goes on from; 1 to go greedily
   * @return false if it was ended on the way
   */
  boolean go(HnswGraph graph, Scorer scorer, int breadth, Visits visits) throws IOException {
    int top = graph.layers().size() - 1;
    count = starts(graph, top, breadth);
    scorer.score(starts, count, distances);
    for (int i = 0; i < count; i++) {
      arrived[i] = Candidate.of(distances[i], starts[i]);
    }
    long entry = arrived[0];
    boolean goOn = visits.visited(count);
    for (int i = top; i > 0 && goOn; i--) {
      goOn = cross(graph.layers().get(i), scorer, breadth, visits);
    }
    if (top > 0) {
      arrived[count++] = entry;
    }
    return goOn;
  }

  private int starts(HnswGraph graph, int top, int breadth) throws IOException {
    if (top == 0) {
      int most = (int) Math.min((long) Entries.MOST * breadth, graph.size());
      reserve(most);
      return Entries.of(graph.size(), most, starts);
    }
    starts[0] = graph.entry();
    return 1;
  }

  private boolean cross(Layer layer, Scorer scorer, int breadth, Visits visits) throws IOException {
    walk.start(layer, breadth);
    for (int i = 0; i < count; i++) {
      walk.enter(Candidate.of(Candidate.distance(arrived[i]), slot(layer, arrived[i])));
    }
    boolean goOn = walk.expand(layer, scorer, visits);
    count = walk.count();
    if (arrived.length <= count) {
      arrived = new long[2 * count];
    }
    for (int i = 0; i < count; i++) {
      arrived[i] = Candidate.of(walk.distance(i), layer.ordinal(walk.ordinal(i)));
    }
    return goOn;
  }

  private void reserve(int most) {
    if (starts.length < most) {
      starts = new int[most];
      distances = new float[most];
    }
    if (arrived.length < most) {
      arrived = new long[most];
    }
  }

  private static int slot(Layer layer, long candidate) throws IOException {
    int slot = layer.slot(Candidate.slot(candidate));
    if (slot < 0) {
      throw new CorruptGraphException(
          "ordinal " + Candidate.slot(candidate) + " is not on the layer below");
    }
    return slot;
  }

  /** How many nodes the descent arrived at. */
  int count() {
    return count;
  }

  /** A node of layer 0 and its distance; one may be there twice. */
  long arrived(int i) {
    return arrived[i];
  }
}
