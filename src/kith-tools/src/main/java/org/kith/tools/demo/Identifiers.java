package org.kith.tools.demo;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;

/**
 * Adds to names in camel case their parts: {@code URLConnection} gives itself, {@code URL} and
 * {@code Connection}, one after the other.
 */
final class Identifiers extends TokenFilter {
  private static final Pattern HUMP =
      Pattern.compile("_+|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

  private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
  private final PositionIncrementAttribute position =
      addAttribute(PositionIncrementAttribute.class);
  private final Deque<String> parts = new ArrayDeque<>();

  Identifiers(TokenStream input) {
    super(input);
  }

  @Override
  public boolean incrementToken() throws IOException {
    if (!parts.isEmpty()) {
      term.setEmpty().append(parts.remove());
      position.setPositionIncrement(1);
      return true;
    }
    if (!input.incrementToken()) {
      return false;
    }
    if (isMixed()) {
      addParts();
    }
    return true;
  }

  /** Most words have no capital or underscore after their first letter: no need to look closer. */
  private boolean isMixed() {
    for (int i = 1; i < term.length(); i++) {
      char c = term.charAt(i);
      if (c == '_' || Character.isUpperCase(c)) {
        return true;
      }
    }
    return false;
  }

  private void addParts() {
    String[] split = HUMP.split(term);
    if (split.length > 1) {
      for (String part : split) {
        if (!part.isEmpty()) {
          parts.add(part);
        }
      }
    }
  }

  @Override
  public void reset() throws IOException {
    super.reset();
    parts.clear();
  }
}
