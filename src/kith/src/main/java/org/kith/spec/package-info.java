/// What the user asked for: the grammar of a spec and the immutable records it stands for. Knows
/// nothing of Lucene.
///
/// One string says what a vector field's index is made of, as in Faiss:
/// `QG32,RaBitQ2,RFlat;metric=cos`. [org.kith.spec.Spec] is that string understood.
///
///     spec      = { transform "," } structure [ "," code ] [ "," refine ] { ";" key "=" value }
///
///     transform = "RR"                           random rotation
///               | "L2norm"                       scaled to length one
///               | "PCA" d | "MRL" d              fewer dimensions                   d 1..65536
///               | "OPQ" m                        rotation for a product quantizer   m 1..65536
///               | "ITQ"                          rotation for one bit a dimension
///
///     structure = "Flat"                         look at everything
///               | "HNSW" M | "NSW" M             navigable graphs                   M 2..512
///               | "QG" R                         quantised graph        R 32..512, multiple of 32
///               | "Vamana" R | "NSG" R           pruned graphs                      R 2..512
///               | "IVF" lists [ "_HNSW" M ]      partitions                     lists 1 or more
///
///     code      = "Flat"                         raw vectors
///               | "SQfp16" | "SQbf16" | "SQ8" | "SQ6" | "SQ4" | "LSH"
///               | "RaBitQ" [ bits ]                                              bits 1..9, or 1
///               | "PQ" m [ "x" bits ] [ "fs" ]             bits 1..16, or 8; with fs 4 and only 4
///               | "RQ" m "x" bits | "LSQ" m "x" bits | "PRQ" s "x" m "x" bits         bits 1..16
///
///     refine    = "RFlat"                        by raw vectors, the same as Refine(Flat)
///               | "Refine(" code ")"             by a finer code
///
///     key       = "metric"                       by default the field's own similarity
///               | "efConstruction"               4..3200, by default 100
///               | "efSearch"                     1..100000, by default 64
///               | "oversample"                   1..1000, fractions too, by default 1
///               | "seed"                         any 64-bit number, by default 42
///               | "alpha"                        Vamana's own, 1..4
///               | name                           a user's metric's own, behind metric=
///
///     metric    = name [ "(" argument { "," argument } ")" ]
///               | "weighted(" slice { "+" slice } ")"
///     slice     = name [ "(" … ")" ] "[" from ":" to "]*" weight                  weight above 0
///
/// - Case matters; spaces between words, numbers and marks do not.
/// - Without a code the structure compares raw vectors: `HNSW16` is `HNSW16,Flat`. A code alone is
///   searched exhaustively: `SQ8` is `Flat,SQ8`.
/// - As in Faiss, `HNSW` without a number is `HNSW32`; `NSW` without one is `NSW32`.
/// - Built-in metrics: ip, dot, cos, l2sq, l1, linf, lp(p), pearson, haversine, jsd, canberra,
///   braycurtis, jaccard, hamming, tanimoto, sorensen, nphd. Any other name is taken for a user's
///   metric: whether there is one is not known here.
/// - Names of other libraries are understood where they mean the same: settings of hnswlib,
///   usearch, OpenSearch and Lucene (`ef_construction`, `expansion_search`, `beamWidth`, `M=32` and
///   others), metrics of Faiss, usearch, OpenSearch and ann-benchmarks (`INNER_PRODUCT`,
///   `divergence`, `cosinesimil`, `angular` and others), and Faiss's `HNSW32_SQ8`, `IVF64k` and
///   `L2Norm`. The canonical string has the names above.
/// - Numbers with fractions are doubles, and so are those given to a user's metric.
///
/// What is understood need not be built yet: [org.kith.spec.Built].
package org.kith.spec;
