package org.kith.tools.bench;

import java.util.Locale;

/**
 * Places recalls on an axis that stretches towards one: every mark from 0.8 on about halves what is
 * missing, and marks stand one apart.
 */
final class RecallScale {
  private static final double[] MARKS = {0, 0.4, 0.6, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 1};

  private RecallScale() {}

  /** The place of a recall, from 0 to {@link #end()}. */
  static double place(double recall) {
    int mark = 0;
    while (mark < MARKS.length - 2 && recall >= MARKS[mark + 1]) {
      mark++;
    }
    return mark + (recall - MARKS[mark]) / (MARKS[mark + 1] - MARKS[mark]);
  }

  static double end() {
    return MARKS.length - 1;
  }

  /** What is written at a place: the recall of a mark, nothing between marks. */
  static String label(double place) {
    long mark = Math.round(place);
    boolean isMark = Math.abs(place - mark) < 1e-6 && mark >= 0 && mark < MARKS.length;
    return isMark ? String.format(Locale.ROOT, "%s", MARKS[(int) mark]) : "";
  }
}
