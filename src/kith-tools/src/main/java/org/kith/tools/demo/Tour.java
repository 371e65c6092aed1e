package org.kith.tools.demo;

import java.io.IOException;

/** The questions that the demo asks by itself, one for each way of searching. */
final class Tour {
  private static final int ANSWERS = 3;

  private final DemoQueries queries;
  private final Page page;

  Tour(DemoQueries queries, Page page) {
    this.queries = queries;
    this.page = page;
  }

  void run() throws IOException {
    Question lines = new Question("read a file line by line", null, 0);
    page.heading("Keywords (BM25)", lines.text());
    page.answers(queries.byKeywords(lines, ANSWERS));

    Question waiting = new Question("wait until other threads have finished", null, 0);
    page.heading("Vectors", waiting.text());
    page.answers(queries.byVector(waiting, ANSWERS));

    Question hex = new Question("convert bytes to hexadecimal text", "java.util.*", 9);
    page.heading("Vectors, filtered", hex.text() + "  (package java.util.*, since 9 or later)");
    page.answers(queries.byVector(hex, ANSWERS));

    Question random = new Question("random numbers for cryptography", null, 0);
    page.heading("Hybrid (both, fused by rank)", random.text());
    page.answers(queries.byBoth(random, ANSWERS));
  }
}
