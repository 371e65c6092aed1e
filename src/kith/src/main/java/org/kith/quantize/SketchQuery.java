package org.kith.quantize;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.kith.kernel.ColumnKernel;
import org.kith.kernel.DoubleSums;
import org.kith.kernel.Encoding;
import org.kith.kernel.Kernel;
import org.kith.kernel.Kernels;
import org.kith.kernel.Pool;
import org.kith.kernel.Rows;
import org.kith.metric.BlockScorer;
import org.kith.metric.KernelScorer;
import org.kith.metric.Metric;
import org.kith.metric.Scorer;

/**
 * A query to what a {@link Sketch} wrote: bounds of the vectors of those cells that were named, or
 * of all where there are no cells. Belongs to one thread.
 */
public final class SketchQuery implements BlockScorer {
  /** Standard deviations that a lower bound lies below an estimate: it fails once in a hundred. */
  private static final double CONFIDENCE = 2.33;

  /** Sine of the angle between a residual and its signs, on most data. */
  private static final double UNKNOWN = 0.6;

  /** Estimates must be floats. */
  private static final double MOST = 0x1p120;

  /** Bytes that memory delivers at once. */
  private static final int LINE = 64;

  /** Blocks that are asked for before they are looked at. */
  private static final int AHEAD = 2;

  /** The blocks to look at; used again, as memory of a search. */
  private static final class Named {
    private int[] blocks = new int[0];
    private int[] places = new int[0];
    private int[] sizes = new int[0];
    private float[] bases = new float[0];
    private float[] offsets = new float[0];
    private int count;

    /** How far centroids are; made once, as that takes longer than most of its use. */
    private Kernel squaredL2;

    private int dims;
  }

  private static final Pool<Named> POOL = new Pool<>();

  private final Sketch sketch;
  private final SketchRows rows;

  /** As it is compared with centroids. */
  private final float[] vector;

  private final double squares;
  private final RaBitQQuery query;
  private final float step;
  private final ColumnKernel kernel;

  /** What squared distances are multiplied by, and what is added. */
  private final double unit;

  private final double constant;

  /** Of the query by rounding, squared. */
  private final double lost;

  /** Of a bound, for each unit of what is unknown of the query. */
  private final double deviation;

  private Named named;

  /** Of cells; null if they cannot be read in place, or there are none. */
  private final MemorySegment ordinals;

  /** A block that cannot be read in place. */
  private MemorySegment fetched;

  private MemorySegment fetchedOrdinal;

  /** Keeps loads alive that only bring memory into the cache. */
  @SuppressWarnings("unused")
  private int touched;

  private SketchQuery(
      Sketch sketch, SketchRows rows, float[] vector, double inverse, RaBitQQuery query) {
    this.sketch = sketch;
    this.rows = rows;
    this.vector = vector;
    this.query = query;
    double dims = sketch.dims();
    // What rounding took away points anywhere.
    lost = query.step() * query.step() * dims / 12;
    deviation = CONFIDENCE / 2 * Math.sqrt(dims / (dims - 1));
    squares = DoubleSums.squares(vector);
    boolean distance = sketch.family == Metric.Family.SQUARED_L2;
    unit = distance ? 1 : inverse / 2;
    constant = distance ? 0 : (sketch.family == Metric.Family.COSINE ? 1 : 0) - unit * squares;
    // Of a query without direction all sums are 0, and only the error is left.
    step = query.step() == 0 ? 1 : query.step();
    kernel = Kernels.columns(sketch.quantizer.words);
    kernel.query(query.planes(), (float) unit, (float) (unit * step));
    Named pooled = POOL.borrow();
    named = pooled == null ? new Named() : pooled;
    named.count = 0;
    ordinals = rows.cellCount() == 0 ? null : rows.cells().ordinals().segment();
    if (rows.cellCount() == 0) {
      nameAll();
    }
  }

  /** As {@link Sketch#query} says. */
  static SketchQuery of(Sketch sketch, float[] query, SketchRows rows) {
    double inverse = 1;
    float[] vector = query;
    if (sketch.family != Metric.Family.SQUARED_L2) {
      double length = Math.sqrt(DoubleSums.squares(query));
      inverse = sketch.family == Metric.Family.COSINE ? 1 : length / sketch.length;
      double scale = sketch.family == Metric.Family.COSINE ? 1 / length : 1 / inverse;
      double largest =
          inverse * (sketch.longest + sketch.length) * (sketch.longest + sketch.length);
      if (!(scale <= Float.MAX_VALUE && largest <= MOST && scale > 0)) {
        return null;
      }
      vector = new float[query.length];
      for (int i = 0; i < vector.length; i++) {
        vector[i] = (float) (query[i] * scale);
      }
    }
    RaBitQQuery rounded = RaBitQQuery.of(sketch.quantizer, vector, ColumnKernel.QUERY_PLANES, 1);
    return rounded == null ? null : new SketchQuery(sketch, rows, vector, inverse, rounded);
  }

  private void nameAll() {
    int blocks = rows.blocks.count();
    reserve(blocks);
    for (int block = 0; block < blocks; block++) {
      int place = block * ColumnKernel.ROWS;
      name(block, place, Math.min(rows.count - place, ColumnKernel.ROWS));
    }
    place(0, query.base());
  }

  /** Whether there are cells, of which some are to be named. */
  public boolean hasCells() {
    return rows.cellCount() > 0;
  }

  /**
   * How many cells have so many places in their blocks, if they are like others.
   *
   * @param vectors all cells have them if there are not more
   */
  public int cells(long vectors) {
    double share = vectors < rows.count ? vectors / rows.fill() / rows.count : 1;
    return Math.clamp((long) Math.ceil(share * rows.cellCount()), 1, rows.cellCount());
  }

  /** Lower bounds of what {@link #centroidScorer} gives, of all centroids. Ends with this query. */
  public BlockScorer centroids() {
    return new Centroids();
  }

  /** How far centroids are, in the unit of bounds. */
  public Scorer centroidScorer() {
    int dims = sketch.dims();
    if (named.squaredL2 == null || named.dims != dims) {
      named.dims = dims;
      named.squaredL2 = Kernels.squaredL2(Encoding.F32, dims);
    }
    named.squaredL2.query(MemorySegment.ofArray(vector), 0);
    return new Scaled(new KernelScorer(named.squaredL2, rows.cells().centroids()), (float) unit);
  }

  private record Scaled(Scorer values, float factor) implements Scorer {
    @Override
    public void score(int[] ordinals, int count, float[] distances) throws IOException {
      values.score(ordinals, count, distances);
      scale(count, distances);
    }

    @Override
    public void scoreRange(int first, int count, float[] distances) throws IOException {
      values.scoreRange(first, count, distances);
      scale(count, distances);
    }

    private void scale(int count, float[] distances) {
      for (int i = 0; i < count; i++) {
        distances[i] *= factor;
      }
    }
  }

  /**
   * Has a cell looked at.
   *
   * @param cell not named before
   * @param distance of its centroid
   */
  public void name(int cell, float distance) {
    int end = rows.end(cell);
    int block = rows.firstBlock(cell);
    int first = named.count;
    reserve(first + Sketch.blocks(end - rows.start(cell)));
    for (int place = rows.start(cell); place < end; place += ColumnKernel.ROWS) {
      name(block++, place, Math.min(end - place, ColumnKernel.ROWS));
    }
    place(first, distance / unit);
  }

  /** Forgets what was named. */
  public void forget() {
    named.count = 0;
  }

  private void reserve(int blocks) {
    if (named.blocks.length < blocks) {
      int length = Math.max(blocks, 2 * named.blocks.length);
      named.blocks = Arrays.copyOf(named.blocks, length);
      named.places = Arrays.copyOf(named.places, length);
      named.sizes = Arrays.copyOf(named.sizes, length);
      named.bases = Arrays.copyOf(named.bases, length);
      named.offsets = Arrays.copyOf(named.offsets, length);
    }
  }

  private void name(int block, int place, int size) {
    int i = named.count++;
    named.blocks[i] = block;
    named.places[i] = place;
    named.sizes[i] = size;
  }

  /**
   * Says where the blocks named last are.
   *
   * @param from the first of them
   * @param apart squared distance from the query to what residuals are about
   */
  private void place(int from, double apart) {
    Arrays.fill(named.bases, from, named.count, (float) (constant + unit * apart));
    Arrays.fill(named.offsets, from, named.count, offset(apart));
  }

  private float offset(double apart) {
    double floats = RaBitQ.FLOAT_ERROR * RaBitQ.FLOAT_ERROR * squares;
    double unknown = Math.sqrt(UNKNOWN * UNKNOWN * Math.max(apart, floats) + lost);
    return (float) (query.offset() - deviation * unknown / step);
  }

  @Override
  public int blocks() {
    return named.count;
  }

  @Override
  public int blockSize() {
    return ColumnKernel.ROWS;
  }

  @Override
  public int score(int block, float[] bounds, int at) throws IOException {
    if (block + AHEAD < named.count) {
      touched += touch(named.blocks[block + AHEAD]);
    }
    score(rows.blocks, named.blocks[block], named.bases[block], named.offsets[block], bounds, at);
    int size = named.sizes[block];
    Arrays.fill(bounds, at + size, at + ColumnKernel.ROWS, Float.POSITIVE_INFINITY);
    return size;
  }

  /** Brings a block into the cache while others are looked at. */
  private int touch(int block) {
    MemorySegment memory = rows.blocks.segment();
    if (memory == null) {
      return 0;
    }
    int sum = 0;
    long at = (long) block * rows.blocks.stride();
    for (long end = at + rows.blocks.stride(); at < end; at += LINE) {
      sum += memory.get(ValueLayout.JAVA_BYTE, at);
    }
    return sum;
  }

  private void score(Rows from, int block, float base, float offset, float[] bounds, int at)
      throws IOException {
    MemorySegment memory = from.segment();
    long start = (long) block * from.stride();
    if (memory == null) {
      fetched = fetched == null ? from.allocateRow() : fetched;
      from.fetch(block, fetched, 0);
      memory = fetched;
      start = 0;
    }
    kernel.compare(memory, start, base, offset, bounds, at);
  }

  @Override
  public int ordinal(int place) throws IOException {
    int block = place / ColumnKernel.ROWS;
    int of = named.places[block] + place % ColumnKernel.ROWS;
    if (!hasCells()) {
      return of;
    }
    if (ordinals != null) {
      return ordinals.get(SketchRows.INT, (long) of * Integer.BYTES);
    }
    if (fetchedOrdinal == null) {
      fetchedOrdinal = rows.cells().ordinals().allocateRow();
    }
    rows.cells().ordinals().fetch(of, fetchedOrdinal, 0);
    return fetchedOrdinal.get(SketchRows.INT, 0);
  }

  @Override
  public void close() {
    if (named != null) {
      POOL.giveBack(named);
      named = null;
      kernel.close();
    }
  }

  private final class Centroids implements BlockScorer {
    private final Rows blocks = rows.cells().blocks();
    private final float base = (float) (unit * query.base());
    private final float offset = SketchQuery.this.offset(query.base());

    @Override
    public int blocks() {
      return blocks.count();
    }

    @Override
    public int blockSize() {
      return ColumnKernel.ROWS;
    }

    @Override
    public int score(int block, float[] bounds, int at) throws IOException {
      SketchQuery.this.score(blocks, block, base, offset, bounds, at);
      int size = Math.min(rows.cellCount() - block * ColumnKernel.ROWS, ColumnKernel.ROWS);
      Arrays.fill(bounds, at + size, at + ColumnKernel.ROWS, Float.POSITIVE_INFINITY);
      return size;
    }

    @Override
    public int ordinal(int place) {
      return place;
    }

    @Override
    public void close() {}
  }
}
