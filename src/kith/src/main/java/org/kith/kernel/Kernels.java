package org.kith.kernel;

/**
 * Chooses the kernels: vector instructions where the machine and the JVM offer them, scalar twins
 * otherwise. Decided once, said once.
 */
public final class Kernels {
  /** System property: {@code false} takes the scalar twins whatever the machine offers. */
  public static final String SIMD_PROPERTY = "kith.simd";

  private static final boolean SIMD = decide();

  private Kernels() {}

  /** Whether vector instructions are used. */
  public static boolean simd() {
    return SIMD;
  }

  /** Squared Euclidean distance. */
  public static Kernel squaredL2(Encoding encoding, int dims) {
    return switch (encoding) {
      case F32 -> SIMD ? new SimdF32SquaredL2(dims) : new ScalarF32(dims, ScalarF32::squaredL2);
      case I8 -> SIMD ? new SimdI8SquaredL2(dims) : new ScalarI8(dims, ScalarI8::squaredL2);
    };
  }

  /** Dot product. */
  public static Kernel dot(Encoding encoding, int dims) {
    return switch (encoding) {
      case F32 -> SIMD ? new SimdF32Dot(dims) : new ScalarF32(dims, ScalarF32::dot);
      case I8 -> SIMD ? new SimdI8Dot(dims) : new ScalarI8(dims, ScalarI8::dot);
    };
  }

  /** Cosine of the angle, of rows whose lengths are not known; 0 for a vector without length. */
  public static Kernel cosine(Encoding encoding, int dims) {
    return switch (encoding) {
      case F32 ->
          SIMD ? new SimdF32Cosine(dims) : new ScalarF32(dims, Preparation.UNIT, ScalarF32::cosine);
      case I8 -> SIMD ? new SimdI8Cosine(dims) : new ScalarI8(dims, ScalarI8::cosine);
    };
  }

  /** Sum of absolute differences. */
  public static Kernel l1(Encoding encoding, int dims) {
    return switch (encoding) {
      case F32 -> SIMD ? new SimdF32L1(dims) : new ScalarF32(dims, ScalarF32::l1);
      case I8 -> SIMD ? new SimdI8L1(dims) : new ScalarI8(dims, ScalarI8::l1);
    };
  }

  /** Largest absolute difference of floats. */
  public static Kernel linf(int dims) {
    return SIMD ? new SimdF32Linf(dims) : new ScalarF32(dims, ScalarF32::linf);
  }

  /**
   * Minkowski distance of floats: the p-th root of the sum of p-th powers of absolute differences.
   *
   * @param p above 0
   */
  public static Kernel lp(int dims, double p) {
    return SIMD ? new SimdF32Lp(dims, p) : new ScalarF32(dims, ScalarF32.lp(p));
  }

  /** Correlation of floats; 0 for a vector of equal components. */
  public static Kernel pearson(int dims) {
    return SIMD
        ? new SimdF32Pearson(dims)
        : new ScalarF32(dims, Preparation.CENTRED, ScalarF32::pearson);
  }

  /** Sum of absolute differences of floats, each divided by the sum of both magnitudes. */
  public static Kernel canberra(int dims) {
    return SIMD ? new SimdF32Canberra(dims) : new ScalarF32(dims, ScalarF32::canberra);
  }

  /** Jaccard distance of floats from 0 on: 1 minus the sum of minima over that of maxima. */
  public static Kernel jaccard(int dims) {
    return SIMD ? new SimdF32Jaccard(dims) : new ScalarF32(dims, ScalarF32::jaccard);
  }

  /** Jensen-Shannon divergence of floats from 0 on, both vectors scaled to sum 1; 0 to ln 2. */
  public static Kernel jensenShannon(int dims) {
    return SIMD
        ? new SimdF32JensenShannon(dims)
        : new ScalarF32(dims, Preparation.SHARES, ScalarF32::jensenShannon);
  }

  /** Central angle in radians of two floats each, latitude and longitude in degrees. */
  public static Kernel haversine() {
    return SIMD ? new SimdHaversine() : new ScalarHaversine();
  }

  /** Number of bits that differ. */
  public static Kernel hamming(int bytes) {
    return bits(bytes, BitKernel.Measure.DIFFERING);
  }

  /** Jaccard distance of sets, as bits: those that differ, as a share of those in either. */
  public static Kernel bitJaccard(int bytes) {
    return bits(bytes, BitKernel.Measure.SHARE);
  }

  private static Kernel bits(int bytes, BitKernel.Measure measure) {
    return SIMD ? new SimdBits(bytes, measure) : new ScalarBits(bytes, measure);
  }

  /**
   * Share of bits that differ in what two codes have in common, 0 to 1; of nothing in common 1, of
   * two empty codes 0. Rows are packed as {@link #prefixHeaderBytes} says.
   */
  public static Kernel prefixHamming(int bytes) {
    return SIMD ? new SimdPrefixHamming(bytes) : new PrefixHamming(bytes);
  }

  /** How many bytes of a row, lowest first, give the length in bytes of the code behind them. */
  public static int prefixHeaderBytes(int rowBytes) {
    return PrefixHamming.headerBytes(rowBytes);
  }

  /** Products of small numbers with rows of codes of four bits, as {@link NibbleKernel} says. */
  public static NibbleKernel nibbles(int dims) {
    return SIMD ? new SimdNibbles(dims) : new ScalarNibbles(dims);
  }

  /**
   * Products of small numbers in planes of bits, as {@link PlaneKernel} says.
   *
   * @param words of 64 components in a plane
   * @param bits planes of a row
   * @param queryPlanes planes of a query
   */
  public static PlaneKernel planes(int words, int bits, int queryPlanes) {
    return SIMD
        ? new SimdPlanes(words, bits, queryPlanes)
        : new ScalarPlanes(words, bits, queryPlanes);
  }

  /**
   * Products of small numbers with columns of bits, as {@link ColumnKernel} says.
   *
   * @param words of 64 components, at most {@link ColumnKernel#MOST_WORDS}
   */
  public static ColumnKernel columns(int words) {
    // 64 rows take turns: no vector of more bytes knows them.
    return SIMD && SimdWidth.bits() <= 512 ? new SimdColumns(words) : new ScalarColumns(words);
  }

  /** The fast Walsh-Hadamard transform, for any number of threads. */
  public static Hadamard hadamard() {
    return SIMD ? new SimdHadamard() : new ScalarHadamard();
  }

  /** Rounds components to small numbers, for any number of threads. */
  public static Levels levels() {
    return SIMD ? new SimdLevels() : new ScalarLevels();
  }

  /** Finds the smallest of many values, for any number of threads. */
  public static Selection selection() {
    return SIMD ? new SimdSelection() : new ScalarSelection();
  }

  /** What makes floats of a form that is not plain. */
  static Widening widening() {
    return SIMD ? SimdWidening::widen : ScalarWidening::widen;
  }

  private static boolean decide() {
    String refusal = refusal();
    if (refusal != null) {
      System.getLogger(Kernels.class.getName())
          .log(System.Logger.Level.WARNING, "Kith runs without vector instructions: " + refusal);
    }
    return refusal == null;
  }

  private static String refusal() {
    if ("false".equals(System.getProperty(SIMD_PROPERTY))) {
      return "switched off by -D" + SIMD_PROPERTY + "=false.";
    }
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
      return "start java with --add-modules jdk.incubator.vector to make searches faster.";
    }
    // Below 256 bits x86 may lack fused multiply-add, whose emulation is slower than any loop.
    boolean arm = "aarch64".equals(System.getProperty("os.arch"));
    int bits = SimdWidth.bits();
    return bits >= (arm ? 128 : 256) ? null : "this machine's vectors have only " + bits + " bits.";
  }
}
