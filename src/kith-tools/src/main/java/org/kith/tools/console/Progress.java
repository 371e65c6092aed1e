package org.kith.tools.console;

import java.io.Console;
import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * A bar on standard error while a task runs, gone when it is closed; nothing at all when no person
 * is watching a terminal. Any thread may step.
 */
public final class Progress implements AutoCloseable {
  private static final int MILLIS_BETWEEN_DRAWINGS = 200;

  private final ProgressBar bar;

  private Progress(ProgressBar bar) {
    this.bar = bar;
  }

  /**
   * Starts a bar.
   *
   * @param task what is being done, in few words
   * @param steps how many steps there will be; negative when unknown
   */
  public static Progress start(String task, long steps) {
    return new Progress(onTerminal() ? newBar(task, steps) : null);
  }

  /** Whether a person watches a terminal. */
  public static boolean onTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  /** Counts steps done. */
  public void step(long steps) {
    if (bar != null) {
      bar.stepBy(steps);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }

  private static ProgressBar newBar(String task, long steps) {
    PrintStream errors = System.err;
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(steps)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(MILLIS_BETWEEN_DRAWINGS)
        .setConsumer(new Vanishing(errors))
        .clearDisplayOnFinish()
        .build();
  }

  /** Leaves no empty line behind when the bar is gone. */
  private static final class Vanishing extends ConsoleProgressBarConsumer {
    private final PrintStream out;

    Vanishing(PrintStream out) {
      super(out);
      this.out = out;
    }

    @Override
    public void close() {
      out.flush();
    }
  }
}
