package org.kith.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What other libraries say, and what it is called here.
class SpecAliasTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Faiss               | HNSW                          | HNSW32,Flat
          Faiss               | HNSW,SQ8                      | HNSW32,SQ8
          Faiss               | HNSW_Flat                     | HNSW32,Flat
          Faiss               | HNSW32_SQ8                    | HNSW32,SQ8
          Faiss               | HNSW32_Flat                   | HNSW32,Flat
          Faiss               | NSG32_PQ8                     | NSG32,PQ8
          Faiss               | L2Norm,Flat                   | L2norm,Flat
          Faiss               | IVF64k,SQ8                    | IVF65536,SQ8
          Faiss               | IVF1M_HNSW32,PQ16             | IVF1048576_HNSW32,PQ16
          Faiss               | PQ16x4fs                      | Flat,PQ16x4fs
          Faiss               | RaBitQ                        | Flat,RaBitQ
          Faiss               | Flat,RFlat;k_factor=4         | Flat,RFlat;oversample=4
          Faiss               | Flat;metric_type=L2           | Flat;metric=l2sq
          hnswlib             | HNSW;M=32                     | HNSW32,Flat
          hnswlib             | HNSW32;M=32                   | HNSW32,Flat
          hnswlib             | NSW;M=32                      | NSW32,Flat
          hnswlib             | HNSW,SQ8;M=32                 | HNSW32,SQ8
          hnswlib             | HNSW16;ef_construction=200    | HNSW16,Flat;efConstruction=200
          hnswlib             | HNSW16;ef=200                 | HNSW16,Flat;efSearch=200
          hnswlib             | HNSW16;random_seed=100        | HNSW16,Flat;seed=100
          hnswlib             | HNSW16;space=cosine           | HNSW16,Flat;metric=cos
          ann-benchmarks      | HNSW16;efc=200                | HNSW16,Flat;efConstruction=200
          usearch             | HNSW;connectivity=32          | HNSW32,Flat
          usearch             | HNSW16;expansion_add=128      | HNSW16,Flat;efConstruction=128
          usearch             | HNSW16;expansion_search=128   | HNSW16,Flat;efSearch=128
          OpenSearch          | HNSW;m=32                     | HNSW32,Flat
          OpenSearch          | HNSW16;ef_search=128          | HNSW16,Flat;efSearch=128
          OpenSearch          | HNSW16;space_type=cosinesimil | HNSW16,Flat;metric=cos
          OpenSearch          | HNSW16;oversample_factor=2.0  | HNSW16,Flat;oversample=2
          Lucene              | HNSW;maxConn=32               | HNSW32,Flat
          Lucene              | HNSW16;beamWidth=128          | HNSW16,Flat;efConstruction=128
          Lucene              | HNSW16;beam_width=128         | HNSW16,Flat;efConstruction=128
          """)
  void settingsAndParts(String library, String theirs, String ours) {
    assertEquals(ours, Spec.parse(theirs).toString(), library);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          ip         | ip INNER_PRODUCT METRIC_INNER_PRODUCT innerproduct inner_product
          ip         | MAXIMUM_INNER_PRODUCT
          dot        | dot DOT_PRODUCT
          cos        | cos cosine cosinesimil angular COSINE
          l2sq       | l2sq L2 METRIC_L2 l2 l2_sq euclidean EUCLIDEAN
          l1         | l1 L1 METRIC_L1
          linf       | linf Linf METRIC_Linf
          lp(3)      | lp(3) Lp(3) METRIC_Lp(3)
          pearson    | pearson
          haversine  | haversine
          jsd        | jsd JensenShannon METRIC_JensenShannon divergence
          canberra   | canberra Canberra
          braycurtis | braycurtis BrayCurtis
          jaccard    | jaccard Jaccard
          hamming    | hamming hammingbit
          tanimoto   | tanimoto
          sorensen   | sorensen dice
          nphd       | nphd
          """)
  void metrics(String ours, String theirs) {
    for (String name : theirs.split(" ")) {
      MetricSpec metric = Spec.parse("Flat;metric=" + name).metric().orElseThrow();
      assertEquals(ours, metric.toString(), name);
      assertEquals(true, metric.builtIn(), name);
    }
  }

  @ParameterizedTest
  @CsvSource({"COS", "l2SQ", "METRIC_mine", "Hamming", "mine"})
  void otherNamesAreTheUsersOwn(String name) {
    MetricSpec metric = Spec.parse("Flat;metric=" + name).metric().orElseThrow();
    assertEquals(new MetricSpec.Named(name), metric);
    assertEquals(false, metric.builtIn());
  }
}
