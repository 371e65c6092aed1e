package org.kith.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Good specs: what they mean, and what they look like in canonical form.
class SpecTest {

  @ParameterizedTest
  @CsvSource(
      delimiterString = "->",
      textBlock =
          """
          Flat                                -> Flat
          Flat,Flat                           -> Flat
          Flat,RFlat                          -> Flat,RFlat
          Flat,SQ8                            -> Flat,SQ8
          SQ8                                 -> Flat,SQ8
          SQfp16,RFlat                        -> Flat,SQfp16,RFlat
          LSH                                 -> Flat,LSH
          HNSW                                -> HNSW32,Flat
          HNSW16                              -> HNSW16,Flat
          HNSW016,Flat                        -> HNSW16,Flat
          HNSW2                               -> HNSW2,Flat
          HNSW512                             -> HNSW512,Flat
          HNSW32,RFlat                        -> HNSW32,Flat,RFlat
          HNSW32,SQ6                          -> HNSW32,SQ6
          HNSW32,SQbf16,Refine(Flat)          -> HNSW32,SQbf16,RFlat
          NSW                                 -> NSW32,Flat
          NSW24,SQ4                           -> NSW24,SQ4
          QG32,RaBitQ2,RFlat                  -> QG32,RaBitQ2,RFlat
          QG512,RaBitQ1                       -> QG512,RaBitQ
          QG64,RaBitQ9,Refine(SQ8)            -> QG64,RaBitQ9,Refine(SQ8)
          Vamana64                            -> Vamana64,Flat
          NSG32                               -> NSG32,Flat
          IVF4096,PQ16                        -> IVF4096,PQ16
          IVF1                                -> IVF1,Flat
          IVF65536_HNSW32,PQ16x4fs,RFlat      -> IVF65536_HNSW32,PQ16x4fs,RFlat
          OPQ16,IVF4096,PQ16x8                -> OPQ16,IVF4096,PQ16
          PQ8x16                              -> Flat,PQ8x16
          PQ8fs                               -> Flat,PQ8x4fs
          RQ8x8,Refine(PQ16x4)                -> Flat,RQ8x8,Refine(PQ16x4)
          HNSW16,LSQ4x10                      -> HNSW16,LSQ4x10
          IVF256,PRQ4x2x6                     -> IVF256,PRQ4x2x6
          RR,HNSW16                           -> RR,HNSW16,Flat
          PCA64,Flat                          -> PCA64,Flat
          L2norm,PCA64,RR,SQ8                 -> L2norm,PCA64,RR,Flat,SQ8
          MRL256,ITQ,QG32,RaBitQ              -> MRL256,ITQ,QG32,RaBitQ
          """)
  void parts(String text, String canonical) {
    assertUnderstood(text, canonical);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "->",
      textBlock =
          """
          HNSW16;efConstruction=100           -> HNSW16,Flat
          HNSW16;efSearch=64;seed=42          -> HNSW16,Flat
          HNSW16;oversample=1.0               -> HNSW16,Flat
          Vamana64;alpha=1.20                 -> Vamana64,Flat;alpha=1.2
          HNSW16;seed=-9223372036854775808    -> HNSW16,Flat;seed=-9223372036854775808
          Flat;seed=7;oversample=2.50;efSearch=1;efConstruction=4;metric=cos \
          -> Flat;metric=cos;efConstruction=4;efSearch=1;oversample=2.5;seed=7
          Flat;metric=lp(3.0)                 -> Flat;metric=lp(3)
          Flat;metric=mine                    -> Flat;metric=mine
          Flat;metric=com.acme.My-Metric_2    -> Flat;metric=com.acme.My-Metric_2
          Flat;metric=mine(-2.50,fast,1e30)   -> Flat;metric=mine(-2.5,fast,1E+30)
          Flat;metric=mine;z=0.10;a=x         -> Flat;metric=mine;a=x;z=0.1
          Flat;metric=weighted(cos[0:128]*1)  -> Flat;metric=weighted(cos[0:128]*1)
          Flat;metric=weighted(cos[0:128]*0.70+lp(1.5)[100:65536]*1e-3+mine(a)[3:4]*2) \
          -> Flat;metric=weighted(cos[0:128]*0.7+lp(1.5)[100:65536]*0.001+mine(a)[3:4]*2)
          """)
  void settings(String text, String canonical) {
    assertUnderstood(text, canonical);
  }

  private static void assertUnderstood(String text, String canonical) {
    Spec spec = Spec.parse(text);
    assertEquals(canonical, spec.toString());
    assertEquals(spec, Spec.parse(canonical));
    assertEquals(spec, Spec.parse(spec.inFull()));
  }

  @Test
  void defaultsAreWrittenInFull() {
    assertEquals(
        "HNSW16,Flat;efConstruction=100;efSearch=64;oversample=1;seed=42",
        Spec.parse("HNSW16").inFull());
    assertEquals(
        "Vamana64,SQ8;metric=cos;efConstruction=100;efSearch=80;oversample=1;seed=42;alpha=1.3",
        Spec.parse("Vamana64,SQ8;alpha=1.3;efSearch=80;metric=cos").inFull());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PCA64,IVF16_HNSW32,PQ8x4fs,Refine(SQ8);metric=weighted(cos[0:8]*0.5+l1[8:9]*2);seed=-1",
        "  PCA 64 , IVF 16 _HNSW 32 , PQ 8 x 4 fs , Refine ( SQ8 ) ; metric = weighted ( cos [ 0 :"
            + " 8 ] * 0.5 + l1 [ 8 : 9 ] * 2 ) ; seed = -1  ",
        "PCA64,\n\tIVF16_HNSW32,PQ8x4fs,\r\nRefine(SQ8)\n;metric=weighted(cos[0:8]*0.5\n"
            + "+l1[8:9]*2);seed=-1\n"
      })
  void spacesDoNotMatter(String text) {
    assertEquals(
        "PCA64,IVF16_HNSW32,PQ8x4fs,Refine(SQ8);metric=weighted(cos[0:8]*0.5+l1[8:9]*2);seed=-1",
        Spec.parse(text).toString());
  }

  @Test
  void recordsHoldWhatWasSaid() {
    Spec spec =
        Spec.parse("OPQ8,IVF1024_HNSW32,PQ8x4fs,RFlat;metric=lp(1.5);efSearch=200;oversample=2.5");
    assertEquals(List.of(new Transform.Opq(8)), spec.transforms());
    assertEquals(new Structure.Ivf(1024, Optional.of(new Structure.Hnsw(32))), spec.structure());
    assertEquals(new Code.Pq(8, 4, true), spec.code());
    assertEquals(Optional.of(new Refinement(new Code.Flat())), spec.refinement());
    assertEquals(Optional.of(new MetricSpec.Named("lp", "1.5")), spec.metric());
    assertEquals(200, spec.settings().efSearch());
    assertEquals(2.5, spec.settings().oversample());
    assertEquals(Settings.DEFAULT.efConstruction(), spec.settings().efConstruction());
  }

  @Test
  void nothingIsNoSpec() {
    assertThrows(NullPointerException.class, () -> Spec.parse(null));
  }
}
