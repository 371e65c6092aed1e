package org.kith.tools.demo;

import java.io.IOException;

/** Asks questions, each in one or all of the ways of searching. */
final class Tour {
  private static final int TOUR_ANSWERS = 3;
  private static final int ANSWERS = 5;

  private final DemoQueries queries;
  private final Page page;

  Tour(DemoQueries queries, Page page) {
    this.queries = queries;
    this.page = page;
  }

  /**
   * The demo's own questions, one for each way.
   *
   * @param tellsReleases whether a question may ask for releases
   */
  void run(boolean tellsReleases) throws IOException {
    int since = tellsReleases ? 9 : 0;
    keywords(new Question("read a file line by line", null, 0), TOUR_ANSWERS);
    vector(new Question("lock for many readers and one writer", null, 0), TOUR_ANSWERS);
    vector(new Question("convert bytes to hexadecimal text", "java.util.*", since), TOUR_ANSWERS);
    hybrid(new Question("days between two dates", null, 0), TOUR_ANSWERS);
  }

  /** A user's question, in every way. */
  void run(Question question) throws IOException {
    keywords(question, ANSWERS);
    vector(question, ANSWERS);
    hybrid(question, ANSWERS);
  }

  private void keywords(Question question, int count) throws IOException {
    page.heading("Keywords", question.toString(), "BM25");
    page.answers(queries.byKeywords(question, count));
  }

  private void vector(Question question, int count) throws IOException {
    boolean filtered = question.filter() != null;
    page.heading(
        filtered ? "Vectors, filtered" : "Vectors", question.toString(), "(1 + cosine) / 2");
    page.answers(queries.byVector(question, count));
  }

  private void hybrid(Question question, int count) throws IOException {
    page.heading("Hybrid", question.toString(), "sum of 1 / (60 + rank)");
    page.answers(queries.byBoth(question, count));
  }
}
