package org.kith.tools.nearest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.kith.metric.Earth;
import org.kith.tools.console.Table;
import org.kith.tools.data.Metric;

/** Answers as a table: how far, which row, and its cells; the column of the longest text last. */
final class AnswerTable {
  private static final int MAX_CELL = 120;

  private AnswerTable() {}

  static String of(Metric metric, List<String> columns, List<Answer> answers) {
    boolean places = metric.label().equals("haversine");
    boolean whole = answers.stream().allMatch(answer -> answer.distance() % 1 == 0);
    String format = places ? "%,.2f" : whole ? "%,.0f" : "%.4f";
    List<Integer> order = order(columns, answers);
    List<String> headings = new ArrayList<>(List.of(places ? "km" : "distance", "row"));
    order.forEach(column -> headings.add(columns.get(column)));
    Table table = new Table(headings.toArray(String[]::new)).align(0, false);
    for (int i = 0; i < order.size(); i++) {
      table.align(i + 2, !isNumeric(answers, order.get(i)));
    }
    for (Answer answer : answers) {
      List<String> cells = new ArrayList<>();
      double distance = answer.distance();
      cells.add(
          String.format(Locale.ROOT, format, places ? Earth.metres(distance) / 1000 : distance));
      cells.add(Integer.toString(answer.row()));
      order.forEach(column -> cells.add(shortened(answer.cells().get(column))));
      table.add(cells);
    }
    return table.toString();
  }

  /** As they stand, but the widest at the end. */
  private static List<Integer> order(List<String> columns, List<Answer> answers) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, columns.size()).boxed().toList());
    if (!order.isEmpty()) {
      Integer widest =
          Collections.max(order, Comparator.comparingInt(column -> width(answers, column)));
      order.remove(widest);
      order.add(widest);
    }
    return order;
  }

  private static int width(List<Answer> answers, int column) {
    return answers.stream().mapToInt(answer -> answer.cells().get(column).length()).max().orElse(0);
  }

  private static boolean isNumeric(List<Answer> answers, int column) {
    return answers.stream().allMatch(answer -> answer.cells().get(column).matches("-?[\\d.]*"));
  }

  private static String shortened(String cell) {
    return cell.length() <= MAX_CELL ? cell : cell.substring(0, MAX_CELL - 1) + "…";
  }
}
