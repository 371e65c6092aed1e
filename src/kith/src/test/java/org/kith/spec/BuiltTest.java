package org.kith.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What this version builds, and how it refuses the rest.
class BuiltTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Flat",
        "HNSW16",
        "HNSW32,Flat;efConstruction=200;efSearch=100;seed=1",
        "Flat;metric=l1",
        "HNSW;metric=weighted(l1[0:2]*1)",
        "HNSW;metric=mine(2);steps=3",
        "HNSW16,SQ8,RFlat",
        "NSW32,Flat;metric=l1",
        "NSW32,SQ8,RFlat",
        "HNSW16,SQ4,RFlat",
        "Flat,SQ4,RFlat",
        "Flat,RaBitQ,RFlat",
        "HNSW16,RaBitQ2,RFlat",
        "HNSW16,RaBitQ4,RFlat",
        "HNSW16,RaBitQ2,Refine(SQ8)",
        "HNSW16,SQ4,Refine(SQ8);oversample=3",
        "NSW32,RaBitQ,Refine(RaBitQ2)",
        "RaBitQ,Refine(SQ4);metric=ip",
        "Flat,SQ8,RFlat;metric=cos;oversample=2.5"
      })
  void buildsFlatAndGraphs(String text) {
    Spec spec = Spec.parse(text);
    assertSame(spec, Built.require(spec));
  }

  @Test
  void namesTheStructure() {
    assertRefused(
        "QG32,RaBitQ2,RFlat;metric=cos",
        """
        'QG32' is not built yet; this version builds: Flat, HNSW{M}, NSW{M} over raw \
        vectors (code Flat), SQ8, SQ4, RaBitQ, RaBitQ2, RaBitQ4; RFlat or Refine({finer code}) \
        behind codes
          QG32,RaBitQ2,RFlat;metric=cos
          ^^^^
        """);
  }

  @Test
  void namesTheCodeInTheCanonicalString() {
    assertRefused(
        "HNSW , SQ8",
        """
        'SQ8' without 'RFlat' is not built yet; this version builds: Flat, HNSW{M}, NSW{M} over \
        raw vectors (code Flat), SQ8, SQ4, RaBitQ, RaBitQ2, RaBitQ4; RFlat or Refine({finer code}) \
        behind codes
          HNSW32,SQ8
                 ^^^
        """);
  }

  @Test
  void namesTheTransform() {
    assertRefused(
        "PCA64,Flat",
        """
        'PCA64' is not built yet; this version builds: Flat, HNSW{M}, NSW{M} over raw \
        vectors (code Flat), SQ8, SQ4, RaBitQ, RaBitQ2, RaBitQ4; RFlat or Refine({finer code}) \
        behind codes
          PCA64,Flat
          ^^^^^
        """);
  }

  @Test
  void namesTheRefinement() {
    assertRefused(
        "Flat,RFlat",
        """
        'RFlat' is not built yet; this version builds: Flat, HNSW{M}, NSW{M} over raw \
        vectors (code Flat), SQ8, SQ4, RaBitQ, RaBitQ2, RaBitQ4; RFlat or Refine({finer code}) \
        behind codes
          Flat,RFlat
               ^^^^^
        """);
  }

  @Test
  void namesTheCodeThatRefines() {
    assertRefused(
        "RR,SQ8,Refine(SQ8)",
        """
        'RR' is not built yet; this version builds: Flat, HNSW{M}, NSW{M} over raw \
        vectors (code Flat), SQ8, SQ4, RaBitQ, RaBitQ2, RaBitQ4; RFlat or Refine({finer code}) \
        behind codes
          RR,Flat,SQ8,Refine(SQ8)
          ^^
        """);
    assertRefused(
        "HNSW16,SQ8,Refine(SQfp16);efSearch=9",
        """
        'Refine(SQfp16)' is not built yet; this version builds: Flat, HNSW{M}, NSW{M} over raw \
        vectors (code Flat), SQ8, SQ4, RaBitQ, RaBitQ2, RaBitQ4; RFlat or Refine({finer code}) \
        behind codes
          HNSW16,SQ8,Refine(SQfp16);efSearch=9
                     ^^^^^^^^^^^^^^
        """);
    assertRefused(
        "HNSW16,Refine(SQ8)",
        """
        'Refine(SQ8)' is not built yet; this version builds: Flat, HNSW{M}, NSW{M} over raw \
        vectors (code Flat), SQ8, SQ4, RaBitQ, RaBitQ2, RaBitQ4; RFlat or Refine({finer code}) \
        behind codes
          HNSW16,Flat,Refine(SQ8)
                      ^^^^^^^^^^^
        """);
  }

  @Test
  void refinesByAFinerCodeOnly() {
    assertRefused(
        "HNSW16,SQ4,Refine(RaBitQ4);metric=cos",
        """
        'Refine(RaBitQ4)' has 4 bits a component, and the code 'SQ4' before it 4: it must have \
        more; or use RFlat
          HNSW16,SQ4,Refine(RaBitQ4);metric=cos
                     ^^^^^^^^^^^^^^^
        """);
    assertRefused(
        "Flat,SQ8,Refine(RaBitQ)",
        """
        'Refine(RaBitQ)' has 1 bits a component, and the code 'SQ8' before it 8: it must have \
        more; or use RFlat
          Flat,SQ8,Refine(RaBitQ)
                   ^^^^^^^^^^^^^^
        """);
  }

  @Test
  void saysWhatServesAMetric() {
    assertRefused(
        "QG32,RaBitQ2,RFlat;metric=tanimoto",
        """
        'QG32' works with l2sq, ip, dot, cos; for metric=tanimoto use HNSW16,Flat, or NSW32,Flat, \
        or Flat
          QG32,RaBitQ2,RFlat;metric=tanimoto
                             ^^^^^^^^^^^^^^^
        """);
    assertRefused(
        "HNSW16,RaBitQ;metric=mine(1,2);steps=3",
        """
        'RaBitQ' works with l2sq, ip, dot, cos; for metric=mine(1,2) use HNSW16,Flat, or \
        NSW32,Flat, or Flat
          HNSW16,RaBitQ;metric=mine(1,2);steps=3
                        ^^^^^^^^^^^^^^^^
        """);
  }

  /// Where nothing is refined it would be taken and do nothing.
  @Test
  void namesOversampling() {
    assertRefused(
        "HNSW16,Flat;oversample=4;efSearch=9",
        """
        'oversample=4' is not built yet; this version builds: Flat, HNSW{M}, NSW{M} over raw \
        vectors (code Flat), SQ8, SQ4, RaBitQ, RaBitQ2, RaBitQ4; RFlat or Refine({finer code}) \
        behind codes
          HNSW16,Flat;efSearch=9;oversample=4
                                 ^^^^^^^^^^^^
        """);
  }

  private static void assertRefused(String text, String message) {
    Spec spec = Spec.parse(text);
    UnsupportedSpecException e =
        assertThrows(UnsupportedSpecException.class, () -> Built.require(spec));
    assertEquals(message, e.getMessage() + "\n");
  }
}
