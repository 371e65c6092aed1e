package org.kith.tools.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LifeTest {
  private static final int ROWS = 200;

  @Test
  void theLivingAreTheFirstRowsOldestFirst() {
    assertLived(new Life(7, 10, 10), 100);
    assertLived(new Life(1, 50, 0), 50);
    assertLived(new Life(2, 0, 30), 169);
    assertLived(new Life(30, 20, 40), 200);
  }

  private static void assertLived(Life life, int expected) {
    Life.History history = life.of(ROWS);
    assertEquals(life.generations() + 1, history.changes().size());
    assertEquals(expected, history.living());
    Set<Integer> living = new LinkedHashSet<>();
    for (Change change : history.changes()) {
      IntStream.of(change.deleted()).forEach(row -> assertTrue(living.remove(row)));
      IntStream.of(change.added()).forEach(row -> assertTrue(living.add(row)));
    }
    assertArrayEquals(
        IntStream.range(0, expected).toArray(),
        living.stream().mapToInt(Integer::intValue).toArray());
    int[] sorted = IntStream.of(history.order()).sorted().toArray();
    assertArrayEquals(IntStream.range(0, ROWS).toArray(), sorted);
  }

  @Test
  void unusedRowsComeBeforeDeletedOnes() {
    Life.History history = new Life(4, 50, 50).of(ROWS);
    Change second = history.changes().get(2);
    for (int place : second.added()) {
      assertTrue(history.order()[place] >= ROWS / 2, "a row of the first half is back already");
    }
    Change third = history.changes().get(3);
    Change first = history.changes().get(1);
    assertArrayEquals(first.deleted(), third.added());
  }
}
