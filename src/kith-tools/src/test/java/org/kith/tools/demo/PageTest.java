package org.kith.tools.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kith.tools.demo.DemoQueries.Answer;
import picocli.CommandLine.Help.Ansi;

class PageTest {
  private static final Answer SHORT =
      new Answer("List.sort(Comparator)", "java.util", 8, 0.5f, "Sorts.");
  private static final Answer LONG =
      new Answer(
          "AVeryLongClassName.andALongMethodName(WithManyParameters, OfLongTypes,"
              + " AndOneMoreOfThem)",
          "com.example.of.quite.some.depth",
          0,
          12.25f,
          "One word after the other ".repeat(10));

  private static List<String> print(Ansi ansi) {
    StringWriter text = new StringWriter();
    Page page = new Page(new PrintWriter(text), ansi);
    page.heading("Vectors", "\"sort\"", "cosine");
    page.answers(List.of(SHORT, LONG));
    return text.toString().lines().toList();
  }

  @Test
  void fitsAndAligns() {
    List<String> lines = print(Ansi.OFF);
    assertEquals(6, lines.size());
    assertEquals(100, lines.get(1).length());
    assertTrue(lines.get(1).endsWith("cosine"), lines.get(1));
    assertEquals(100, lines.get(2).length());
    assertTrue(lines.get(2).startsWith("  1  List.sort(Comparator)  java.util  "), lines.get(2));
    assertTrue(lines.get(2).endsWith("since 8     0.500"), lines.get(2));
    assertEquals("     Sorts.", lines.get(3));
    assertEquals(100, lines.get(4).length());
    assertTrue(lines.get(4).contains("…  com.example.of.quite.some.depth"), lines.get(4));
    assertTrue(lines.get(5).endsWith("…") && lines.get(5).length() <= 100, lines.get(5));
  }

  @Test
  void coloursOnlyWhereTheyShow() {
    assertTrue(print(Ansi.OFF).stream().noneMatch(line -> line.indexOf(0x1b) >= 0));
    assertTrue(print(Ansi.ON).get(1).startsWith("\u001b[1mVectors"));
  }

  @Test
  void saysWhenThereIsNothing() {
    StringWriter text = new StringWriter();
    new Page(new PrintWriter(text), Ansi.OFF).answers(List.of());
    assertEquals("     Nothing found.", text.toString().stripTrailing());
  }
}
