package org.kith.jmh;

import java.util.function.IntFunction;
import org.kith.kernel.Encoding;
import org.kith.kernel.Kernel;
import org.kith.kernel.Kernels;
import org.kith.kernel.NibbleKernel;

/** All kernels, each with what its rows are made of. */
public enum TimedKernel {
  F32_DOT(Float.SIZE, dims -> Kernels.dot(Encoding.F32, dims)),
  F32_SQUARED_L2(Float.SIZE, dims -> Kernels.squaredL2(Encoding.F32, dims)),
  F32_COSINE(Float.SIZE, dims -> Kernels.cosine(Encoding.F32, dims)),
  F32_L1(Float.SIZE, dims -> Kernels.l1(Encoding.F32, dims)),
  F32_LINF(Float.SIZE, Kernels::linf),
  F32_LP3(Float.SIZE, dims -> Kernels.lp(dims, 3)),
  F32_PEARSON(Float.SIZE, Kernels::pearson),
  F32_CANBERRA(Float.SIZE, Kernels::canberra),
  F32_JACCARD(Float.SIZE, Kernels::jaccard),
  F32_JENSEN_SHANNON(Float.SIZE, Kernels::jensenShannon),
  F32_HAVERSINE(Float.SIZE, dims -> Kernels.haversine()),
  I8_DOT(Byte.SIZE, dims -> Kernels.dot(Encoding.I8, dims)),
  I8_SQUARED_L2(Byte.SIZE, dims -> Kernels.squaredL2(Encoding.I8, dims)),
  I8_COSINE(Byte.SIZE, dims -> Kernels.cosine(Encoding.I8, dims)),
  I8_L1(Byte.SIZE, dims -> Kernels.l1(Encoding.I8, dims)),
  NIBBLES(4, Kernels::nibbles),
  PLANES1(1, dims -> Kernels.planes(words(dims), 1, 4)),
  PLANES2(2, dims -> Kernels.planes(words(dims), 2, 4)),
  PLANES4(4, dims -> Kernels.planes(words(dims), 4, 6)),
  BIT_HAMMING(1, dims -> Kernels.hamming(dims / Byte.SIZE)),
  BIT_JACCARD(1, dims -> Kernels.bitJaccard(dims / Byte.SIZE)),
  BIT_PREFIX_HAMMING(1, dims -> Kernels.prefixHamming(dims / Byte.SIZE));

  private final int elementBits;
  private final IntFunction<Kernel> make;

  TimedKernel(int elementBits, IntFunction<Kernel> make) {
    this.elementBits = elementBits;
    this.make = make;
  }

  /** A kernel over rows of so many elements. */
  Kernel over(int dims) {
    return make.apply(dims);
  }

  boolean floats() {
    return elementBits == Float.SIZE;
  }

  /** Bytes of a row; places have two elements always. */
  int stride(int dims) {
    if (this == NIBBLES) {
      return NibbleKernel.rowBytes(dims);
    }
    if (name().startsWith("PLANES")) {
      return words(dims) * Long.BYTES * elementBits + 2 * Long.BYTES;
    }
    return (this == F32_HAVERSINE ? 2 : dims) * elementBits / Byte.SIZE;
  }

  private static int words(int dims) {
    return (dims + Long.SIZE - 1) / Long.SIZE;
  }
}
