package org.kith.spec;

/// A spec that is understood, but asks for something that this version does not build.
public final class UnsupportedSpecException extends SpecException {
  private static final long serialVersionUID = 1;

  UnsupportedSpecException(String spec, int from, int to, String problem) {
    super(spec, from, to, problem);
  }
}
