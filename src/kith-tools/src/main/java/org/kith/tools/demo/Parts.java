package org.kith.tools.demo;

/** Hears how far a step is; called from any thread. */
interface Parts {
  /** How many parts the step has; told once, before any is done. */
  void total(long parts);

  /** That so many more are done. */
  void done(long parts);
}
