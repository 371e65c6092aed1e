package org.kith.kernel;

/** The divisions that end a comparison: never NaN, whatever the sums are. */
final class Ratios {
  private Ratios() {}

  /**
   * A part of a whole: 0 if there is no part, even of nothing; at most 1, also where both sums have
   * become infinite.
   */
  static float share(float part, float whole) {
    if (part == 0) {
      return 0;
    }
    return part < whole ? part / whole : 1;
  }

  /**
   * The cosine between a vector of length 1 and another.
   *
   * @param dot their product
   * @param squares the other's squared length; the cosine is 0 where that is 0 or infinite
   * @return -1 to 1
   */
  static float cosine(float dot, float squares) {
    if (!(squares > 0 && squares <= Float.MAX_VALUE)) {
      return 0;
    }
    float cosine = (float) (dot / Math.sqrt(squares));
    return Math.max(-1, Math.min(1, cosine));
  }
}
