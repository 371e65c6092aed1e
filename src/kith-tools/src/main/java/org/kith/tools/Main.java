package org.kith.tools;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kith.tools.bench.BenchCommand;
import org.kith.tools.demo.DemoCommand;
import org.kith.tools.demo.DemoData;
import org.kith.tools.nearest.NearestCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code kith}: the command line. */
@Command(
    name = "kith",
    description = "Kith, a vector engine for Lucene.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    version = "kith 0.1",
    synopsisSubcommandLabel = "COMMAND")
public final class Main implements Runnable {
  /** Held here, because loggers that nobody holds forget their level. */
  private static final Logger LUCENE = Logger.getLogger("org.apache.lucene");

  @Spec private CommandSpec spec;

  private Main() {}

  /** Runs a command and exits with its code: 0, 1 when it failed, 2 when it was called wrongly. */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  static int run(String... args) {
    LUCENE.setLevel(Level.WARNING);
    // Charts are drawn into files: no display is needed, even where there is one.
    System.setProperty("java.awt.headless", "true");
    return new CommandLine(new Main())
        .addSubcommand(new DemoCommand())
        .addSubcommand(new BenchCommand(Map.of("demo", new DemoData())))
        .addSubcommand(new NearestCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler((e, arguments) -> misused(e))
        .setExecutionExceptionHandler((e, command, parsed) -> failed(e))
        .execute(args);
  }

  @Override
  public void run() {
    spec.commandLine().usage(System.out);
  }

  private static int misused(ParameterException e) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    System.err.println(e.getMessage() + "; see " + command + " --help");
    return ExitCode.USAGE;
  }

  /** What a user can mend is a message; anything else is a defect, and its trace is wanted. */
  private static int failed(Exception e) throws Exception {
    switch (e) {
      case UncheckedIOException wrapped -> System.err.println(wrapped.getCause().getMessage());
      case IOException failure -> System.err.println(failure.getMessage());
      case IllegalArgumentException wrong -> System.err.println(wrong.getMessage());
      default -> throw e;
    }
    return ExitCode.SOFTWARE;
  }
}
