package org.kith.kernel;

/** The scalar twin: one sum and one difference at a time. */
final class ScalarHadamard implements Hadamard {
  @Override
  public void transform(float[] values, int from, float[] factors) {
    int size = factors.length;
    for (int i = 0; i < size; i++) {
      values[from + i] *= factors[i];
    }
    for (int half = 1; half < size; half *= 2) {
      for (int block = from; block < from + size; block += 2 * half) {
        for (int i = block; i < block + half; i++) {
          float a = values[i];
          float b = values[i + half];
          values[i] = a + b;
          values[i + half] = a - b;
        }
      }
    }
  }
}
