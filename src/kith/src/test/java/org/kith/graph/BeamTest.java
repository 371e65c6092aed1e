package org.kith.graph;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class BeamTest {
  private final Beam beam = new Beam();

  private void add(float... distances) {
    for (int i = 0; i < distances.length; i++) {
      beam.add(Candidate.of(distances[i], i));
    }
  }

  private float[] distances() {
    float[] distances = new float[beam.size()];
    for (int i = 0; i < distances.length; i++) {
      distances[i] = Candidate.distance(beam.get(i));
    }
    return distances;
  }

  @RepeatedTest(20)
  void keepsTheClosest(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    int capacity = 1 + random.nextInt(200);
    float[] distances = new float[random.nextInt(600)];
    for (int i = 0; i < distances.length; i++) {
      distances[i] = random.nextInt(100) - 50;
    }
    beam.clear(capacity);
    add(distances);
    Arrays.sort(distances);
    assertArrayEquals(Arrays.copyOf(distances, Math.min(capacity, distances.length)), distances());
  }

  @Test
  void nothingEntersBeyondTheRadius() {
    beam.clear(100, 2, 1.5f, 0);
    add(10, 100, 4);
    assertEquals(15, beam.bound(), "the second is at 10");
    add(15.5f, 14);
    assertArrayEquals(new float[] {4, 10, 14, 100}, distances());
    add(6);
    assertEquals(9, beam.bound());
  }

  @Test
  void nothingIsExpandedBeyondTheRadius() {
    beam.clear(100, 2, 1.5f, 0);
    add(10, 4, 14, 15);
    assertEquals(1, beam.expandNext());
    beam.add(Candidate.of(8, 7));
    assertEquals(7, beam.expandNext());
    assertEquals(0, beam.expandNext(), "10 is within 1.5 times 8");
    assertEquals(-1, beam.expandNext(), "14 is not");
  }

  @Test
  void theKthEntersBeyondANarrowRadius() {
    beam.clear(100, 3, 0.5f, 0);
    add(4, 10, 20, 15, 18);
    assertArrayEquals(new float[] {4, 10, 15, 20}, distances());
    assertEquals(0, beam.expandNext());
    assertEquals(-1, beam.expandNext(), "10 is not within half of 15");
  }

  @Test
  void theOriginMayBeNegative() {
    beam.clear(100, 1, 2, -1);
    add(-0.75f, -0.4f, -0.6f);
    assertArrayEquals(new float[] {-0.75f, -0.6f}, distances());
  }

  /** The distance of equal vectors may come out on either side of the origin. */
  @Test
  void roundingBelowTheOriginDoesNoHarm() {
    beam.clear(100, 1, 2, 0);
    add(-1e-7f, 1e-7f, -1e-8f, 0);
    assertArrayEquals(new float[] {-1e-7f, -1e-8f, 0}, distances());
  }

  @Test
  void fewerThanWantedHaveNoRadius() {
    beam.clear(100, 3, 1, 0);
    add(1, 1000);
    assertEquals(Float.POSITIVE_INFINITY, beam.bound());
  }
}
