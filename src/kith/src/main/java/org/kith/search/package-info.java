/// What a user says about one query: settings that travel through Lucene's stock queries
/// ([org.kith.search.KithSearch]), and queries that Lucene does not have, about the
/// [org.kith.search.VectorTarget] that vectors are compared with.
///
/// | to | say |
/// |---|---|
/// | find the k nearest in many segments | [org.kith.search.KithKnnQuery] |
/// | find the k nearest, exactly | [org.kith.search.ExactKnnQuery] |
/// | find all within a distance | [org.kith.search.DistanceRangeQuery] |
/// | turn scores into distances | [org.kith.search.Distances] |
/// | sort, rescore or boost by a metric | [org.kith.search.VectorTarget] |
package org.kith.search;
