package org.kith.tools.demo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Comments in two parts: some held out, as queries that no index has seen, and the rest.
 *
 * @param heldOut chosen at random
 * @param base in the order of the source
 */
record Corpus(List<Comment> heldOut, List<Comment> base) {
  private static final int MAX_HELD_OUT = 1000;
  private static final long SEED = 1;

  /**
   * Splits a fair sample of the comments; one that many members share counts once.
   *
   * @param limit of comments in both parts together
   */
  static Corpus of(List<Comment> comments, int limit) {
    Set<String> texts = new HashSet<>();
    List<Comment> distinct = comments.stream().filter(c -> texts.add(c.text())).toList();
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < distinct.size(); i++) {
      order.add(i);
    }
    Collections.shuffle(order, new Random(SEED));
    List<Integer> sample = order.subList(0, Math.min(limit, order.size()));
    int heldOut = heldOut(sample.size());
    return new Corpus(
        sample.subList(0, heldOut).stream().map(distinct::get).toList(),
        sample.subList(heldOut, sample.size()).stream().sorted().map(distinct::get).toList());
  }

  /** How many of so many comments are held out. */
  static int heldOut(int comments) {
    return Math.min(MAX_HELD_OUT, comments / 10);
  }

  /** Both parts, those held out first. */
  List<Comment> all() {
    return Stream.concat(heldOut.stream(), base.stream()).toList();
  }
}
