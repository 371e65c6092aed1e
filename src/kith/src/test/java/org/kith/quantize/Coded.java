package org.kith.quantize;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.kith.kernel.Rows;
import org.kith.metric.Metric.Family;

/// Vectors, and a quantizer that was trained on them.
record Coded(Family family, Quantizer quantizer, List<float[]> vectors) {

  static Coded of(String code, Family family, List<float[]> vectors) {
    return of(code, family, vectors, vectors.getFirst().length);
  }

  static Coded of(String code, Family family, List<float[]> vectors, int dims) {
    Trainer trainer = Quantizers.trainer(code, family, dims).orElseThrow();
    vectors.forEach(trainer::add);
    return new Coded(family, trainer.train(), vectors);
  }

  static List<float[]> draw(int count, int dims, DoubleSupplier component) {
    List<float[]> vectors = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] vector = new float[dims];
      for (int d = 0; d < dims; d++) {
        vector[d] = (float) component.getAsDouble();
      }
      vectors.add(vector);
    }
    return vectors;
  }

  /// Of many lengths, far from 0.
  static List<float[]> drawOfManyLengths(int count, int dims, Random random) {
    List<float[]> vectors = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double length = Math.exp(random.nextGaussian() / 3);
      vectors.addAll(draw(1, dims, () -> length * (0.5 + random.nextGaussian())));
    }
    return vectors;
  }

  byte[] code(float[] vector) {
    byte[] code = new byte[quantizer.bytes()];
    quantizer.encode(vector, code);
    return code;
  }

  float[] roundTrip(float[] vector) {
    float[] back = new float[vector.length];
    quantizer.decode(code(vector), back);
    return back;
  }

  /// Codes of all vectors.
  CodeSpace space() {
    int stride = quantizer.bytes();
    MemorySegment rows = MemorySegment.ofArray(new byte[vectors.size() * stride]);
    for (int i = 0; i < vectors.size(); i++) {
      MemorySegment code = MemorySegment.ofArray(code(vectors.get(i)));
      MemorySegment.copy(code, 0, rows, (long) i * stride, stride);
    }
    return quantizer.space(Rows.of(rows, vectors.size(), stride));
  }

  /// What estimates have the order of.
  double distance(float[] a, float[] b) {
    double squares = 0;
    for (int i = 0; i < a.length; i++) {
      squares += ((double) a[i] - b[i]) * ((double) a[i] - b[i]);
    }
    double lengths = Math.sqrt(dot(a, a) * dot(b, b));
    return switch (family) {
      case SQUARED_L2 -> squares;
      case INNER_PRODUCT -> -dot(a, b);
      default -> lengths == 0 ? 1 : 1 - dot(a, b) / lengths;
    };
  }

  static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
