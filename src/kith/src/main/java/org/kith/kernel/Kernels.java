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
