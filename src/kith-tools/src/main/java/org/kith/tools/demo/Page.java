package org.kith.tools.demo;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.kith.tools.demo.DemoQueries.Answer;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Style;

/** Prints questions and answers, {@value #WIDTH} columns wide, in colour where it shows. */
final class Page {
  private static final int WIDTH = 100;
  private static final String INDENT = "     ";

  private final PrintWriter out;
  private final Ansi ansi;

  Page(PrintWriter out, Ansi ansi) {
    this.out = out;
    this.ansi = ansi;
  }

  /** What is searched. */
  void title(String text) {
    out.println();
    out.println(text);
  }

  /**
   * A heading.
   *
   * @param kind of the query
   * @param text that was asked, and on what conditions
   * @param score what the numbers at the right are
   */
  void heading(String kind, String text, String score) {
    String gap =
        " ".repeat(Math.max(2, WIDTH - kind.length() - text.length() - score.length() - 2));
    out.println();
    out.println(styled(Style.bold, kind) + "  " + text + gap + styled(Style.faint, score));
  }

  void answers(List<Answer> answers) {
    for (int i = 0; i < answers.size(); i++) {
      answer(i + 1, answers.get(i));
    }
    if (answers.isEmpty()) {
      out.println(INDENT + "Nothing found.");
    }
    out.flush();
  }

  /** A table under a heading of its own. */
  void table(String heading, String title, String table) {
    out.println();
    out.println(styled(Style.bold, heading));
    out.println(title);
    out.print(table);
    out.flush();
  }

  private void answer(int rank, Answer answer) {
    String since = answer.since() > 0 ? "since " + answer.since() : "";
    String right = String.format(Locale.ROOT, "%-8s  %7.3f", since, answer.score());
    int room = WIDTH - INDENT.length() - right.length() - 4 - answer.packageName().length();
    String title = shortened(answer.title(), room);
    String gap = " ".repeat(2 + Math.max(0, room - title.length()));
    String named = styled(Style.fg_cyan, title) + "  " + answer.packageName();
    out.println(String.format(Locale.ROOT, "%3d  ", rank) + named + gap + right);
    String sentence = shortened(answer.sentence(), WIDTH - INDENT.length());
    out.println(INDENT + styled(Style.faint, sentence));
  }

  private String styled(Style style, String text) {
    return ansi.enabled() ? style.on() + text + Style.reset.on() : text;
  }

  private static String shortened(String text, int width) {
    if (text.length() <= width) {
      return text;
    }
    int end = text.lastIndexOf(' ', width - 1);
    return text.substring(0, end > width / 2 ? end : width - 1) + '…';
  }
}
