package org.kith.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.Random;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;

/// What holds for every spec. `-Dkith.seed=` repeats one case, `-Dkith.cases=` says how many.
class SpecPropertyTest {
  private static final int CASES = Integer.getInteger("kith.cases", 5_000);

  @Test
  void printedAndParsedIsTheSame() {
    forSeeds(seed -> {
      Spec spec = new RandomSpecs(seed).next();
      assertEquals(spec, Spec.parse(spec.toString()));
      assertEquals(spec, Spec.parse(spec.inFull()));
      assertEquals(spec.toString(), Spec.parse(spec.inFull()).toString());
    });
  }

  @Test
  void spacesBetweenTokensChangeNothing() {
    forSeeds(seed -> {
      Spec spec = new RandomSpecs(seed).next();
      String spaced = spec.toString().replaceAll("([,;=()\\[\\]:*])", " $1\t\n ");
      assertEquals(spec, Spec.parse(spaced), spaced);
    });
  }

  /// Damaged text is either another good spec, or refused with a mark inside the text.
  @Test
  void damagedTextIsNeverTakenWrongly() {
    forSeeds(seed -> {
      Random random = new Random(seed);
      String text = new RandomSpecs(seed).next().toString();
      for (int i = random.nextInt(1, 4); i > 0; i--) {
        text = damaged(text, random);
      }
      try {
        Spec spec = Spec.parse(text);
        assertEquals(spec, Spec.parse(spec.toString()), text);
      } catch (SpecException e) {
        assertEquals(text, e.spec());
        assertTrue(0 <= e.from() && e.from() <= e.to() && e.to() <= text.length(), text);
      }
    });
  }

  private static String damaged(String text, Random random) {
    String characters = " ,;=()[]:*+-._x0129eEHQFlatSk\u00e9\ud83d\ude00";
    int at = random.nextInt(text.length() + 1);
    int to = Math.min(text.length(), at + random.nextInt(3));
    int from = random.nextInt(characters.length());
    int length = Math.min(characters.length() - from, random.nextInt(3));
    return text.substring(0, at) + characters.substring(from, from + length) + text.substring(to);
  }

  private static void forSeeds(LongConsumer property) {
    Long only = Long.getLong("kith.seed");
    long first = only == null ? 0 : only;
    long last = only == null ? CASES - 1 : only;
    for (long seed = first; seed <= last; seed++) {
      try {
        property.accept(seed);
      } catch (RuntimeException | AssertionError e) {
        fail("repeat with -Dkith.seed=" + seed, e);
      }
    }
  }
}
