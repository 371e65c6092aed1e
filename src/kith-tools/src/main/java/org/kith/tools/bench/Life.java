package org.kith.tools.bench;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The life of an index: half of the rows first, then generations that delete some of the living at
 * random and add others.
 *
 * @param generations how many
 * @param deletes percent of the living rows that a generation deletes, from 0 to below 100
 * @param adds percent of the living rows that it adds, while there are others: those never used
 *     first, then those deleted longest ago
 */
record Life(int generations, double deletes, double adds) {
  private static final long SEED = 7;

  Life {
    if (generations < 1) {
      throw new IllegalArgumentException("--generations must be at least 1, got " + generations);
    }
    if (!(deletes >= 0 && deletes < 100)) {
      throw new IllegalArgumentException("--deletes must be from 0 to below 100, got " + deletes);
    }
    if (!(adds >= 0)) {
      throw new IllegalArgumentException("--adds must be at least 0, got " + adds);
    }
  }

  /**
   * A life that was lived, always the same for the same number of rows. Its changes number the rows
   * by their place in {@code order}.
   *
   * @param order all rows: those that live in the end, oldest first, then the others
   * @param living how many live in the end
   * @param changes the first half of the rows, then a change for each generation
   */
  record History(int[] order, int living, List<Change> changes) {}

  History of(int rows) {
    Random random = new Random(SEED);
    List<Integer> living = new ArrayList<>(range(0, rows / 2));
    Deque<Integer> waiting = new ArrayDeque<>(range(rows / 2, rows));
    List<Change> changes = new ArrayList<>();
    changes.add(new Change(new int[0], ints(living)));
    for (int i = 0; i < generations; i++) {
      List<Integer> shuffled = new ArrayList<>(living);
      Collections.shuffle(shuffled, random);
      List<Integer> deleted = shuffled.subList(0, share(deletes, living));
      int adding = share(adds, living);
      waiting.addAll(deleted);
      List<Integer> added = new ArrayList<>();
      while (added.size() < adding && !waiting.isEmpty()) {
        added.add(waiting.remove());
      }
      living.removeAll(new HashSet<>(deleted));
      living.addAll(added);
      changes.add(new Change(ints(deleted), ints(added)));
    }
    List<Integer> order = new ArrayList<>(living);
    order.addAll(waiting);
    int[] places = places(order);
    return new History(
        ints(order),
        living.size(),
        changes.stream().map(change -> change.renumbered(places)).toList());
  }

  private static int share(double percent, List<Integer> living) {
    return (int) Math.round(percent / 100 * living.size());
  }

  private static List<Integer> range(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }

  private static int[] ints(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }

  private static int[] places(List<Integer> order) {
    int[] places = new int[order.size()];
    for (int i = 0; i < places.length; i++) {
      places[order.get(i)] = i;
    }
    return places;
  }
}
