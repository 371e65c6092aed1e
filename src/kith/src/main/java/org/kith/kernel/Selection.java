package org.kith.kernel;

/** Finds the smallest of many values, in few passes without branches. */
public interface Selection {
  /** What counts are multiples of. */
  int STEP = 64;

  /**
   * The minima of groups: every {@code groups}-th value is of the same one.
   *
   * @param count of the values, a multiple of {@link #STEP}
   * @param groups how many, a multiple of {@link #STEP}, at most {@code count}
   * @param minima of the groups
   */
  void minima(float[] values, int count, int groups, float[] minima);

  /**
   * How many values are not above a limit.
   *
   * @param count of the values, a multiple of {@link #STEP}
   */
  int count(float[] values, int count, float limit);

  /**
   * Where the small values are.
   *
   * @param count of the values, a multiple of {@link #STEP}
   * @param limit what is larger is not wanted
   * @param places of the others, ascending; room for all
   * @return how many these are
   */
  int select(float[] values, int count, float limit, int[] places);
}
