package org.kith.graph;

import java.io.IOException;
import org.kith.kernel.Pool;
import org.kith.metric.BlockScorer;
import org.kith.metric.Scorer;

/**
 * Walks a graph towards a query. Holds the working memory of one search, borrowed from a pool, so
 * that a search allocates nothing once the pool is warm.
 *
 * <pre>
 * try (Walk walk = Walk.borrow()) {
 *   walk.nearest(graph, scorer, efSearch, k, visits);
 *   for (int i = 0; i &lt; walk.count(); i++) … walk.ordinal(i) … walk.distance(i)
 * }
 * </pre>
 */
public final class Walk implements AutoCloseable {
  /** Vectors scored between two questions whether the search may go on. */
  private static final int BLOCK = 64;

  private static final Pool<Walk> POOL = new Pool<>();

  private final Beam beam = new Beam();
  private final Frontier frontier = new Frontier();
  private final Visited visited = new Visited();
  private Descent descent;
  private final Shortlist shortlist = new Shortlist();
  private final Lowest lowest = new Lowest();
  private int[] links = new int[64];
  private int[] fresh = new int[BLOCK];
  private int[] ordinals = new int[BLOCK];
  private float[] distances = new float[BLOCK];

  /** Keeps loads alive that only bring memory into the cache. */
  @SuppressWarnings("unused")
  private int touched;

  Walk() {}

  /** A walk from the pool, or a new one. */
  public static Walk borrow() {
    Walk walk = POOL.borrow();
    return walk == null ? new Walk() : walk;
  }

  /** Back to the pool; results are lost. */
  @Override
  public void close() {
    lowest.release();
    POOL.giveBack(this);
  }

  /**
   * Finds the nodes closest to the scorer's query; results in {@link #count}, {@link #ordinal} and
   * {@link #distance}.
   *
   * @param efSearch how broad the walk is: more is slower and finds better ones. At most twice as
   *     many are found, or {@code k}; fewer when the {@code k} best stand out ({@link Growth})
   * @param k how many are wanted: so many are found if there are
   * @param visits may end the walk; what was found until then is kept
   */
  public void nearest(HnswGraph graph, Scorer scorer, int efSearch, int k, Visits visits)
      throws IOException {
    Layer base = graph.layers().getFirst();
    boolean goOn = descent().go(graph, scorer, 1, visits);
    start(base, Math.max(efSearch, k));
    Growth growth = graph.growth();
    // A walk as broad as the graph finds all there is.
    boolean grows = growth.isKnown() && efSearch < graph.size();
    if (grows) {
      // Hard queries may use more than efSearch, but not without end.
      int most = (int) Math.min(Math.max(2L * efSearch, k), graph.size());
      beam.clear(most, k, growth.reach(efSearch, k), growth.origin());
    }
    enter(descent);
    if (goOn && expand(base, scorer, visits) && grows && isFar(growth, k)) {
      goOn = descent.go(graph, scorer, efSearch, visits);
      enter(descent);
      if (goOn) {
        expand(base, scorer, visits);
      }
    }
  }

  /**
   * Whether the query lies far from all vectors. Its neighbours then need not lie side by side, as
   * the ports closest to a place in the middle of an ocean do not, and the walk knows only those
   * about the first shore that it met; by the upper layers, which are sparse, one with a long list
   * finds the others.
   */
  private boolean isFar(Growth growth, int k) {
    int count = count();
    return count >= 2 * k && growth.isFlat(distance(k - 1), k, distance(count - 1), count);
  }

  private Descent descent() {
    if (descent == null) {
      descent = new Descent();
    }
    return descent;
  }

  private void enter(Descent from) {
    for (int i = 0; i < from.count(); i++) {
      enter(from.arrived(i));
    }
  }

  /** Puts a slot into the beam, unless it was seen before. */
  void enter(long candidate) {
    visited.reserve(1);
    if (visited.mark(Candidate.slot(candidate)) == 1) {
      beam.add(candidate);
    }
  }

  /**
   * Finds the vectors closest to the scorer's query by looking at all; results as those of {@link
   * #nearest}.
   *
   * @param accept which ordinals may be found; null for all
   * @param most how many are wanted
   * @return how many were scored at last, which the receiver was not told of
   */
  public int nearestOfAll(Scorer scorer, int size, Accept accept, int most, Visits visits)
      throws IOException {
    beam.clear(most);
    int count = 0;
    for (int ordinal = 0; ordinal < size; ordinal++) {
      if (accept == null || accept.accepts(ordinal)) {
        // A full block waits until it is known not to be the last.
        if (count == BLOCK) {
          scorer.score(fresh, count, distances);
          addToBeam(count);
          if (!visits.visited(count)) {
            return 0;
          }
          count = 0;
        }
        fresh[count++] = ordinal;
      }
    }
    scorer.score(fresh, count, distances);
    addToBeam(count);
    return count;
  }

  /**
   * Scores the closest of those found again, and forgets the others.
   *
   * @param scorer of distances that what was found by is an estimate of
   * @param most how many are scored
   */
  public void rescore(Scorer scorer, int most) throws IOException {
    int count = Math.min(most, beam.size());
    reserve(count);
    for (int i = 0; i < count; i++) {
      fresh[i] = ordinal(i);
    }
    scorer.score(fresh, count, distances);
    beam.clear(count);
    addToBeam(count);
  }

  /**
   * Finds the vectors closest to the query by looking at lower bounds of all, and at those whose
   * bound says that they may be among them; results as those of {@link #nearest}.
   *
   * @param bounds of the distances that {@code scorer} gives
   * @param accept which ordinals may be found; null for all
   * @param most how many are wanted
   * @param hits is told of bounds that were looked at; what is farther than its own is not wanted
   * @return how many were looked at last, which the receiver was not told of
   */
  public int nearestOfAll(
      Scorer bounds, Scorer scorer, int size, Accept accept, int most, Hits hits)
      throws IOException {
    beam.clear(most);
    return shortlist.scan(bounds, scorer, size, accept, beam, hits);
  }

  /**
   * Scores those found again that their lower bounds let be among the closest, and forgets the
   * others.
   *
   * @param bounds of the distances that {@code scorer} gives
   * @param most how many are wanted
   * @param least how many are scored at least
   * @param bound what is farther is not wanted
   */
  public void rescore(Scorer bounds, Scorer scorer, int most, int least, float bound)
      throws IOException {
    shortlist.rescore(bounds, scorer, beam, most, least, bound);
  }

  /**
   * Finds the vectors closest to the query by looking at lower bounds of all, and scoring those
   * with the lowest as long as they may be among them; results as those of {@link #nearest}.
   *
   * @param bounds of the distances that {@code scorer} gives
   * @param accept which ordinals may be found; null for all
   * @param most how many are wanted
   * @param breadth how many are scored at most, at least {@code most}
   * @param least how many are scored whatever their bounds
   * @param hits is told of bounds that were looked at, or, where only some ordinals are accepted,
   *     of those of them that were low enough to ask; what is farther than its own is not wanted,
   *     unless some are scored whatever their bounds
   * @return how many were looked at last, which the receiver was not told of
   */
  public int nearestOfAll(
      BlockScorer bounds, Scorer scorer, Accept accept, int most, int breadth, int least, Hits hits)
      throws IOException {
    beam.clear(most);
    return lowest.scan(bounds, scorer, accept, breadth, least, beam, hits);
  }

  private void addToBeam(int count) {
    for (int i = 0; i < count; i++) {
      beam.add(Candidate.of(distances[i], fresh[i]));
    }
  }

  /** How many were found. */
  public int count() {
    return beam.size();
  }

  /** The {@code i}-th closest ordinal. */
  public int ordinal(int i) {
    return Candidate.slot(beam.get(i));
  }

  /** The distance of the {@code i}-th closest. */
  public float distance(int i) {
    return Candidate.distance(beam.get(i));
  }

  /**
   * Walks under the guidance of the receiver: offers every accepted vector that it scores, and goes
   * on while the next candidate is among the closest {@code efSearch} accepted ones or within the
   * receiver's bound.
   *
   * @param accept which ordinals may be offered; null if all. Others are walked through.
   * @param seeds ordinals to start from, the first {@code seedCount}; with none the walk starts at
   *     the top of the graph
   */
  public void guided(
      HnswGraph graph,
      Scorer scorer,
      int efSearch,
      Accept accept,
      int[] seeds,
      int seedCount,
      Hits hits)
      throws IOException {
    Layer base = graph.layers().getFirst();
    frontier.clear();
    int count;
    if (seedCount > 0) {
      start(base, efSearch);
      count = unvisited(base.size(), seeds, seedCount);
      if (visited.mark(graph.entry()) == 1) {
        fresh[count++] = graph.entry();
      }
      scorer.score(fresh, count, distances);
      if (!take(count, accept, hits)) {
        return;
      }
    } else {
      boolean goOn = descent().go(graph, scorer, 1, hits);
      start(base, efSearch);
      if (!goOn) {
        return;
      }
      offer(arrivals(), accept, hits);
    }
    while (!frontier.isEmpty()) {
      long candidate = frontier.poll();
      float distance = Candidate.distance(candidate);
      if (distance > beam.bound() && distance > hits.bound()) {
        return;
      }
      count = freshNeighbours(base, Candidate.slot(candidate), 0);
      scorer.score(fresh, count, distances);
      if (!take(count, accept, hits)) {
        return;
      }
    }
  }

  /** Scores all accepted vectors, in ascending order, and offers every one. */
  public void scan(Scorer scorer, int size, Accept accept, Hits hits) throws IOException {
    int count = 0;
    for (int ordinal = 0; ordinal < size; ordinal++) {
      if (accept == null || accept.accepts(ordinal)) {
        fresh[count++] = ordinal;
      }
      if (count == BLOCK || (ordinal == size - 1 && count > 0)) {
        scorer.score(fresh, count, distances);
        for (int i = 0; i < count; i++) {
          hits.offer(fresh[i], distances[i]);
        }
        if (!hits.visited(count)) {
          return;
        }
        count = 0;
      }
    }
  }

  /** Prepares a walk over a layer. */
  void start(Layer layer, int ef) {
    beam.clear(ef);
    visited.clear(layer.size());
    reserve(2 * layer.width());
  }

  /** Scores slots of a layer, and walks from them when {@link #expand} is called. */
  void seed(Layer layer, Scorer scorer, int[] slots, int count) throws IOException {
    int unseen = unvisited(layer.size(), slots, count);
    score(layer, scorer, unseen);
    addToBeam(unseen);
  }

  /**
   * Walks over a layer until no neighbour of the beam could enter it; false if it was ended.
   *
   * <p>Two candidates a step: that scores about 4 % more vectors, but what is waited for longest,
   * links and rows from memory, then comes for both at once.
   */
  boolean expand(Layer layer, Scorer scorer, Visits visits) throws IOException {
    int first;
    while ((first = beam.expandNext()) >= 0) {
      int second = beam.expandNext();
      touch(layer, second);
      int count = freshNeighbours(layer, first, 0);
      if (second >= 0) {
        count = freshNeighbours(layer, second, count);
      }
      touch(layer, beam.ahead(1));
      touch(layer, beam.ahead(2));
      score(layer, scorer, count);
      addToBeam(count);
      if (!visits.visited(count)) {
        return false;
      }
    }
    return true;
  }

  private void touch(Layer layer, int slot) {
    if (slot >= 0) {
      touched += layer.touch(slot);
    }
  }

  Beam beam() {
    return beam;
  }

  /** Where the descent arrived, into {@link #fresh}. */
  private int arrivals() {
    reserve(descent.count());
    int count = 0;
    for (int i = 0; i < descent.count(); i++) {
      long candidate = descent.arrived(i);
      visited.reserve(1);
      if (visited.mark(Candidate.slot(candidate)) == 1) {
        fresh[count] = Candidate.slot(candidate);
        distances[count++] = Candidate.distance(candidate);
      }
    }
    return count;
  }

  /**
   * The neighbours of a slot that were not seen before, into {@link #fresh} behind those that are
   * there already.
   *
   * @return how many are there now
   */
  private int freshNeighbours(Layer layer, int slot, int there) throws IOException {
    int count = layer.neighbours(slot, links);
    visited.reserve(count);
    int unseen = there;
    for (int i = 0; i < count; i++) {
      int link = links[i];
      fresh[unseen] = link;
      unseen += visited.mark(link);
    }
    return unseen;
  }

  private int unvisited(int size, int[] slots, int count) {
    reserve(count + 1);
    visited.reserve(count + 1);
    int unseen = 0;
    for (int i = 0; i < count; i++) {
      if (slots[i] < size && visited.mark(slots[i]) == 1) {
        fresh[unseen++] = slots[i];
      }
    }
    return unseen;
  }

  /** Distances of the first {@code count} slots in {@link #fresh}. */
  private void score(Layer layer, Scorer scorer, int count) throws IOException {
    if (layer.ordinals() == null) {
      scorer.score(fresh, count, distances);
      return;
    }
    for (int i = 0; i < count; i++) {
      ordinals[i] = layer.ordinal(fresh[i]);
    }
    scorer.score(ordinals, count, distances);
  }

  private boolean take(int count, Accept accept, Hits hits) {
    offer(count, accept, hits);
    return hits.visited(count);
  }

  private void offer(int count, Accept accept, Hits hits) {
    for (int i = 0; i < count; i++) {
      long candidate = Candidate.of(distances[i], fresh[i]);
      if (distances[i] <= beam.bound() || distances[i] <= hits.bound()) {
        frontier.add(candidate);
      }
      if (accept == null || accept.accepts(fresh[i])) {
        beam.add(candidate);
        hits.offer(fresh[i], distances[i]);
      }
    }
  }

  /** Makes room for so many links, and for scoring as many vectors. */
  private void reserve(int count) {
    if (fresh.length < count) {
      links = new int[count];
      fresh = new int[count];
      ordinals = new int[count];
      distances = new float[count];
    }
  }
}
