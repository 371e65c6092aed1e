package org.kith.kernel;

/** Finds the smallest of many values, in few passes without branches. */
public interface Selection {
  /** What counts of values are multiples of. */
  int STEP = 64;

  /**
   * Lowers minima where values are smaller.
   *
   * @param minima changed from {@code to} on
   * @param values looked at from {@code from} on
   * @param count how many, a multiple of {@link #STEP}
   */
  void lower(float[] minima, int to, float[] values, int from, int count);

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
