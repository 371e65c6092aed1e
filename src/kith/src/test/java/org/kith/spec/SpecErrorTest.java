package org.kith.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Bad specs, and the whole of what is said about them. Each text block is the message with the
/// spec in its second line.
class SpecErrorTest {
  private static final String STRUCTURES =
      "Flat, HNSW{M}, NSW{M}, QG{R}, Vamana{R}, NSG{R}, IVF{lists}[_HNSW{M}]";
  private static final String TRANSFORMS = "RR, L2norm, PCA{d}, MRL{d}, OPQ{m}, ITQ";
  private static final String CODES =
      "Flat, SQfp16, SQbf16, SQ8, SQ6, SQ4, LSH, RaBitQ[{bits}], PQ{m}[x{bits}][fs],"
          + " RQ{m}x{bits}, LSQ{m}x{bits}, PRQ{s}x{m}x{bits}";
  private static final String REFINEMENTS = "RFlat, Refine({code})";
  private static final String FIRST =
      "expected a structure: $structures\nor a transform: $transforms\nor a code: $codes";

  @Test
  void firstPart() {
    assertMessages(
        """
        a structure is missing
          ,Flat
          ^
        $first

        unknown structure 'HNWS16'
          HNWS16,Flat
          ^^^^^^
        $first
        did you mean HNSW16?

        unknown structure 'hnsw'
          hnsw;efSearch=10
          ^^^^
        $first
        did you mean HNSW{M}?

        unknown structure 'FLAT'
          FLAT
          ^^^^
        $first
        did you mean Flat?

        unknown structure 'DiskANN64'
          DiskANN64,SQ8
          ^^^^^^^^^
        $first
        did you mean Vamana64?

        unknown structure 'ivfflat'
          ivfflat
          ^^^^^^^
        $first
        did you mean IVF{lists}[_HNSW{M}]?

        unknown structure 'pq16x4fs'
          pq16x4fs
          ^^^^^^^^
        $first
        did you mean PQ16x4fs?

        unknown structure 'Annoy'
          PCA64, Annoy
                 ^^^^^
        $first

        'RFlat' is a refinement, which cannot stand here
          RFlat,HNSW16
          ^^^^^
        $first
        """);
  }

  @Test
  void emptySpec() {
    SpecException e = assertThrows(SpecException.class, () -> Spec.parse(""));
    assertEquals(filled("a structure is missing\n  \n  ^\n$first"), e.getMessage());
  }

  @Test
  void codes() {
    assertMessages(
        """
        unknown code 'SQ9'
          HNSW16,SQ9
                 ^^^
        expected a code: $codes
        or a refinement: $refinements
        did you mean SQ8?

        unknown code 'int8'
          HNSW16, int8, RFlat
                  ^^^^
        expected a code: $codes
        or a refinement: $refinements
        did you mean SQ8?

        unknown code 'RFlt'
          HNSW16,RFlt
                 ^^^^
        expected a code: $codes
        or a refinement: $refinements
        did you mean RFlat?

        unknown code 'SQ80'
          HNSW16,SQ80
                 ^^^^
        expected a code: $codes
        or a refinement: $refinements
        did you mean SQ8?

        unknown code 'SQ8_direct'
          HNSW16,SQ8_direct;efSearch=10
                 ^^^^^^^^^^
        expected a code: $codes
        or a refinement: $refinements

        a code is missing
          HNSW16,
                 ^
        expected a code: $codes
        or a refinement: $refinements

        'HNSW32' is a structure, which cannot stand here
          HNSW16,HNSW32
                 ^^^^^^
        expected a code: $codes
        or a refinement: $refinements

        'PCA64' is a transform, which cannot stand here
          HNSW16,PCA64
                 ^^^^^
        expected a code: $codes
        or a refinement: $refinements
        """);
  }

  @Test
  void refinements() {
    assertMessages(
        """
        'SQ8' is a code, which cannot stand here
          HNSW16,Flat,SQ8
                      ^^^
        expected a refinement: $refinements

        unknown refinement 'Rerank'
          HNSW16,SQ8,Rerank
                     ^^^^^^
        expected a refinement: $refinements
        did you mean RFlat?

        'QG32' is a structure, which cannot stand here
          HNSW16,Refine(QG32)
                        ^^^^
        expected a code: $codes

        expected ')'
          HNSW16,Refine(SQ8
                           ^

        expected '('
          HNSW16,Refine;efSearch=10
                       ^

        expected ';' or the end after 'RFlat'
          HNSW16,SQ8,RFlat,SQ8
                          ^
        """);
  }

  @Test
  void betweenParts() {
    assertMessages(
        """
        expected ',' or ';' or the end after 'HNSW16'
          HNSW16 Flat
                 ^^^^

        expected ',' or ';' or the end after 'HNSW16'
          HNSW16:Flat
                ^

        expected ',' and a structure after 'PCA64'
          PCA64
               ^
        structures: $structures

        expected ';' or the end
          HNSW16;efSearch=10,SQ8
                            ^
        """);
  }

  @Test
  void numbers() {
    assertMessages(
        """
        M must be 2..512, got 1
          HNSW1,Flat
              ^

        M must be 2..512, got 99999999999999999999
          HNSW99999999999999999999
              ^^^^^^^^^^^^^^^^^^^^

        R must be a multiple of 32 in 32..512, got 48
          QG48
            ^^

        expected R, a whole number 2..512
          Vamana,Flat
                ^

        lists must be 1..2147483647, got 0
          IVF0
             ^

        lists must be 1..2147483647, got 4294967296
          IVF4096M
          ^^^^^^^^

        expected M, a whole number 2..512
          IVF4096_HNSW
                      ^

        d must be 1..65536, got 65537
          RR,PCA65537,Flat
                ^^^^^

        bits must be 1..9, got 10
          QG32,RaBitQ10
                     ^^

        bits must be 1..16, got 0
          PQ16x0
               ^

        fs needs bits to be 4, got 8
          PQ16x8fs
          ^^^^^^^^

        expected 'x'
          HNSW16,PRQ4x4
                       ^
        """);
  }

  @Test
  void settings() {
    assertMessages(
        """
        a setting is missing
          HNSW16;
                 ^
        expected a setting: metric, efConstruction, efSearch, oversample, seed

        unknown setting 'efSerach'
          HNSW16 ; efSerach = 10
                   ^^^^^^^^
        expected a setting: metric, efConstruction, efSearch, oversample, seed
        did you mean efSearch?

        unknown setting 'efSerach'
          HNSW16;metric=mine;efSerach=10
                             ^^^^^^^^
        expected a setting: metric, efConstruction, efSearch, oversample, seed
        did you mean efSearch?

        unknown setting 'depth'
          Vamana64;depth=3
                   ^^^^^
        expected a setting: metric, efConstruction, efSearch, oversample, seed, alpha
        settings of a metric of your own follow metric=

        unknown setting 'depth'
          HNSW16;metric=cos;depth=3
                            ^^^^^
        expected a setting: metric, efConstruction, efSearch, oversample, seed

        'ef' is given twice
          HNSW16;efSearch=10;ef=20
                             ^^

        expected '='
          HNSW16;efSearch
                         ^

        M is given twice, here and in 'HNSW16'
          HNSW16;M=24
                 ^^^^

        QG32 has no M
          QG32;M=24
               ^^^^

        M must be 2..512, got 1
          HNSW;M=1
                 ^
        """);
  }

  @Test
  void valuesOfSettings() {
    assertMessages(
        """
        efConstruction must be 4..3200, got 3
          HNSW16;efConstruction=3
                                ^

        efSearch must be 1..100000, got -5
          HNSW16;efSearch=-5;seed=1
                          ^^

        expected efSearch, a whole number 1..100000
          HNSW16;efSearch=many
                          ^^^^

        expected ';' or the end
          HNSW16;efSearch=1.5
                           ^

        oversample must be 1..1000, got 0.5
          HNSW16;oversample=0.5
                            ^^^

        expected oversample, a number 1..1000
          HNSW16;oversample=
                            ^

        seed must have 64 bits, got 9223372036854775808
          HNSW16;seed=9223372036854775808
                      ^^^^^^^^^^^^^^^^^^^

        alpha must be 1..4, got 0.9
          Vamana64;alpha=0.9
                         ^^^

        alpha must be 1..4, got 'wide'
          Vamana64;alpha=wide
                         ^^^^
        """);
  }

  @Test
  void metrics() {
    assertMessages(
        """
        a metric is missing
          HNSW16;metric=
                        ^
        expected a metric: ip, dot, cos, l2sq, l1, linf, lp({p}), pearson, haversine, jsd, \
        canberra, braycurtis, jaccard, hamming, tanimoto, sorensen, nphd
        or weighted({metric}[{from}:{to}]*{weight}+...), or the name of your own

        lp needs one argument, p above 0, got ()
          HNSW16;metric=lp
                        ^^

        lp needs one argument, p above 0, got (-1)
          HNSW16;metric=Lp(-1)
                        ^^^^^^

        cos has no arguments, got (3)
          HNSW16;metric=angular(3)
                        ^^^^^^^^^^

        expected ')'
          HNSW16;metric=mine(1;seed=1
                              ^

        expected an argument, a name or a number
          HNSW16;metric=mine(1,)
                               ^

        1e999 is too large a number
          HNSW16;metric=mine(1e999)
                             ^^^^^

        expected '('
          HNSW16;metric=weighted
                                ^

        expected '['
          HNSW16;metric=weighted(cos*2)
                                    ^

        slice [8:8] is empty
          HNSW16;metric=weighted(cos[0:8]*1+cos[8:8]*1)
                                            ^^^^^^^^^^

        to must be 1..65536, got 65537
          HNSW16;metric=weighted(cos[0:65537]*1)
                                       ^^^^^

        weight must be above 0 and finite, got 0
          HNSW16;metric=weighted(cos[0:8]*0)
                                 ^^^^^^^^^^

        expected weight, a number
          HNSW16;metric=weighted(cos[0:8]*much)
                                          ^^^^
        """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"HNSW16,\tSQ9", "HNSW16,\nSQ9", "HNSW16,\u0000SQ9", "HNSW16,\u2003SQ9"})
  void marksStayUnderWhatTheyMark(String text) {
    String[] lines =
        assertThrows(SpecException.class, () -> Spec.parse(text)).getMessage().split("\n");
    assertEquals(13, lines[1].length());
    assertEquals('^', lines[2].charAt(lines[2].length() - 1));
  }

  @ParameterizedTest
  @CsvSource({"'HNSW16,SQ9;seed=1',7,10", "'HNSW16,',7,7", "' HNSW16 , SQ9 ',10,13"})
  void positionsCountFromTheStart(String text, int from, int to) {
    SpecException e = assertThrows(SpecException.class, () -> Spec.parse(text));
    assertEquals(text, e.spec());
    assertEquals(from, e.from());
    assertEquals(to, e.to());
  }

  /// Messages are separated by empty lines; each has the spec that causes it in its second line.
  private static void assertMessages(String messages) {
    for (String message : filled(messages).strip().split("\n\n")) {
      String text = message.split("\n")[1].substring(2);
      SpecException e = assertThrows(SpecException.class, () -> Spec.parse(text), text);
      assertEquals(message, e.getMessage());
    }
  }

  private static String filled(String message) {
    return message
        .replace("$first", FIRST)
        .replace("$structures", STRUCTURES)
        .replace("$transforms", TRANSFORMS)
        .replace("$codes", CODES)
        .replace("$refinements", REFINEMENTS);
  }
}
