/// A Lucene codec whose vector format carries an engine of its own.
module org.kith {
  requires transitive org.apache.lucene.core;
  requires static jdk.incubator.vector;

  exports org.kith;
  exports org.kith.kernel;
  exports org.kith.metric;
  exports org.kith.search;
  exports org.kith.spec;

  uses org.kith.metric.MetricProvider;

  provides org.apache.lucene.codecs.KnnVectorsFormat with
      org.kith.KithVectorsFormat;
}
