package org.kith.tools.data;

import java.nio.file.Path;

/** Where the tools keep what is costly to make anew. */
public final class CacheFolder {
  private CacheFolder() {}

  /** {@code $XDG_CACHE_HOME/kith}, or {@code .cache/kith} in the home folder. */
  public static Path standard() {
    String base = System.getenv("XDG_CACHE_HOME");
    return base == null || base.isBlank()
        ? Path.of(System.getProperty("user.home"), ".cache", "kith")
        : Path.of(base, "kith");
  }
}
