package org.kith.spec;

/// The range that a number of a spec must lie in, ends included, and what it must be a multiple of.
record Bounds(String name, int min, int max, int step) {
  private static final int MAX_DIMS = 65_536;

  static final Bounds DIMS = new Bounds("d", 1, MAX_DIMS);
  static final Bounds M = new Bounds("M", 2, 512);
  static final Bounds R = new Bounds("R", 2, 512);
  static final Bounds BLOCKED_R = new Bounds("R", 32, 512, 32);
  static final Bounds LISTS = new Bounds("lists", 1, Integer.MAX_VALUE);
  static final Bounds SUBSPACES = new Bounds("m", 1, MAX_DIMS);
  static final Bounds STAGES = new Bounds("m", 1, MAX_DIMS);
  static final Bounds SPLITS = new Bounds("s", 1, MAX_DIMS);
  static final Bounds BITS = new Bounds("bits", 1, 16);
  static final Bounds RABITQ_BITS = new Bounds("bits", 1, 9);
  static final Bounds SLICE_FROM = new Bounds("from", 0, MAX_DIMS - 1);
  static final Bounds SLICE_TO = new Bounds("to", 1, MAX_DIMS);
  static final Bounds EF_CONSTRUCTION = new Bounds("efConstruction", 4, 3_200);
  static final Bounds EF_SEARCH = new Bounds("efSearch", 1, 100_000);
  static final Bounds OVERSAMPLE = new Bounds("oversample", 1, 1_000);
  static final Bounds ALPHA = new Bounds("alpha", 1, 4);

  private Bounds(String name, int min, int max) {
    this(name, min, max, 1);
  }

  int check(long value) {
    if (value < min || value > max || value % step != 0) {
      throw outside(Long.toString(value));
    }
    return (int) value;
  }

  double check(double value) {
    // Written so that NaN is refused too.
    if (!(value >= min && value <= max)) {
      throw outside(Decimal.text(value));
    }
    return value;
  }

  /// What to say of something that lies outside, or is no number at all.
  IllegalArgumentException outside(String value) {
    return new IllegalArgumentException(name + " must be " + allowed() + ", got " + value);
  }

  /// The range in words.
  String allowed() {
    return (step == 1 ? "" : "a multiple of " + step + " in ") + min + ".." + max;
  }
}
