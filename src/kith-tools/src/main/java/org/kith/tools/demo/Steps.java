package org.kith.tools.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Function;
import org.kith.tools.console.Progress;

/** Runs the demo's steps, a bar while each lasts and a line with its time when it is done. */
final class Steps {
  private final PrintWriter out;

  /** What takes time and tells how far it is. */
  @FunctionalInterface
  interface Step<T> {
    T run(Parts parts) throws IOException;
  }

  Steps(PrintWriter out) {
    this.out = out;
  }

  /**
   * Runs a step.
   *
   * @param task what it does, in few words
   * @param outcome says what came out, in few words
   */
  <T> T run(String task, Step<T> step, Function<T, String> outcome) throws IOException {
    long start = System.nanoTime();
    T result;
    try (Bar bar = new Bar(task)) {
      result = step.run(bar);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    out.printf(Locale.ROOT, "  %-38s%7.1f s   %s%n", task, seconds, outcome.apply(result));
    out.flush();
    return result;
  }

  /** Says something between the steps. */
  void say(String sentence) {
    out.println(sentence);
    out.flush();
  }

  private static final class Bar implements Parts, AutoCloseable {
    private final String task;
    private volatile Progress progress;

    Bar(String task) {
      this.task = task;
    }

    @Override
    public void total(long parts) {
      progress = Progress.start(task, parts);
    }

    @Override
    public void done(long parts) {
      progress.step(parts);
    }

    @Override
    public void close() {
      if (progress != null) {
        progress.close();
      }
    }
  }
}
