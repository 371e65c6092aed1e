package org.kith.spec;

import java.math.BigDecimal;

/// Numbers as the canonical string shows them: the shortest digits, an exponent only where zeros
/// would fill the line.
final class Decimal {
  private static final int MOST_ZEROS = 20;

  static String text(double number) {
    if (!Double.isFinite(number)) {
      return Double.toString(number);
    }
    BigDecimal value = BigDecimal.valueOf(number).stripTrailingZeros();
    return Math.abs(value.scale()) <= MOST_ZEROS ? value.toPlainString() : value.toString();
  }

  private Decimal() {}
}
