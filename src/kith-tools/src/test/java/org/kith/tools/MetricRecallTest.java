package org.kith.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.KnnByteVectorField;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnByteVectorQuery;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kith.KithCodec;
import org.kith.KithVectorsFormat;
import org.kith.metric.PrefixCodes;
import org.kith.spec.Spec;
import org.kith.tools.bench.ContenderCodec;
import org.kith.tools.data.DataOptions;
import org.kith.tools.data.DataSet;
import org.kith.tools.data.DataSets;
import org.kith.tools.data.Metric;
import org.kith.tools.data.Row;
import org.kith.tools.data.TruthCache;
import org.kith.tools.data.Vectors;

/**
 * Graphs find 95 of 100 true neighbours under each metric, on real data, with default settings but
 * for a few hard cases.
 *
 * <p>The data sets are folders of {@code -Dkith.data=DIR}, or else of {@code ../shared/data} beside
 * the project; without them nothing is tested. A part of each, or with {@code -Dkith.slow=true} all
 * rows and as many queries as are enough.
 */
class MetricRecallTest {
  private static final boolean ALL = Boolean.getBoolean("kith.slow");
  private static final int QUERIES = ALL ? 300 : 100;
  private static final int K = 10;
  private static final double ENOUGH = 0.95;
  private static final String VECTOR = "vector";

  @TempDir private Path folder;

  /** What becomes of a row of the data. */
  private interface Change {
    /** The row stays. */
    Change NONE = (ordinal, row) -> row;

    Row apply(int ordinal, Row row);
  }

  /**
   * Something to measure.
   *
   * @param rows how many are enough, unless all are wanted
   * @param where queries are, if they are elsewhere than the data's
   */
  private record Case(
      String metric,
      String data,
      int rows,
      Change base,
      Change queries,
      String where,
      String spec) {
    Case(String metric, String data, int rows) {
      this(metric, data, rows, Change.NONE);
    }

    Case(String metric, String data, int rows, Change both) {
      this(metric, data, rows, both, both, both == Change.NONE ? "" : " changed", "HNSW16,Flat");
    }

    Case asked(String where, Change queries) {
      return new Case(metric, data, rows, base, queries, where, spec);
    }

    Case with(String spec) {
      return new Case(metric, data, rows, base, queries, where, spec);
    }

    @Override
    public String toString() {
      return metric + " of " + data + where + ", " + spec;
    }
  }

  static Stream<Case> cases() {
    // Queries at 180 degrees: between a fifteenth of all places the seas are wider still.
    return Stream.of(
        new Case("tanimoto", "molecules", 4_000),
        new Case("sorensen", "molecules", 4_000),
        new Case("hamming", "molecules", 4_000),
        new Case("nphd", "molecules", 3_000, MetricRecallTest::prefix),
        new Case("haversine", "cities", 10_000),
        new Case("haversine", "cities", 10_000, MetricRecallTest::turned),
        new Case("haversine", "cities", 10_000)
            .asked(" at 180", MetricRecallTest::meridian)
            .with(ALL ? "HNSW16,Flat" : "HNSW16,Flat;efSearch=200"),
        new Case("haversine", "cities", 10_000).asked(" at 90 N", MetricRecallTest::northPole),
        new Case("haversine", "cities", 30_000).asked(" at 90 S", MetricRecallTest::southPole),
        new Case("pearson", "acl", 3_000),
        new Case("weighted(cos[0:256]*0.7+pearson[256:384]*0.3)", "acl", 3_000),
        new Case("l1", "sift", 6_000),
        new Case("jsd", "mnist", 1_500, MetricRecallTest::shares),
        new Case("braycurtis", "mnist", 1_500, MetricRecallTest::shares),
        new Case("jaccard", "mnist", 1_500, MetricRecallTest::shares));
  }

  /** Where default settings do not find as many, or not always: docs/metrics.md says why. */
  static Stream<Case> hardCases() {
    return Stream.of(
        new Case("weighted(cos[0:256]*0.7+l1[256:384]*0.3)", "acl", 4_000)
            .with("HNSW16,Flat;efSearch=100"),
        new Case("l1", "acl", 7_000)
            .with("HNSW32,Flat;efConstruction=300;efSearch=" + (ALL ? 128 : 200)));
  }

  /** Over codes, also of vectors of very different lengths. */
  static Stream<Case> codes() {
    return Stream.of(
            new Case("l2sq", "sift", 6_000),
            new Case("l2sq", "mnist", 2_000),
            new Case("l2sq", "acl", 4_000, MetricRecallTest::stretched),
            new Case("ip", "acl", 4_000, MetricRecallTest::stretched),
            new Case("ip", "mnist", 2_000),
            new Case("cos", "acl", 4_000),
            new Case("cos", "notes", 3_000))
        .flatMap(of ->
            Stream.of(
                of.with("HNSW16,SQ4,RFlat"),
                of.with("HNSW16,SQ8,RFlat"),
                of.with("HNSW16,RaBitQ2,RFlat"),
                of.with("NSW32,RaBitQ2,RFlat")));
  }

  /** Over codes of few bits, beside which lie finer ones. */
  static Stream<Case> refined() {
    return Stream.of(
        new Case("l2sq", "sift", 6_000).with("HNSW16,RaBitQ2,Refine(SQ8)"),
        new Case("cos", "acl", 4_000).with("HNSW16,RaBitQ2,Refine(SQ8)"),
        new Case("ip", "acl", 4_000, MetricRecallTest::stretched)
            .with("HNSW16,RaBitQ2,Refine(SQ8)"),
        new Case("l2sq", "mnist", 2_000).with("NSW32,RaBitQ,Refine(SQ8)"),
        new Case("cos", "notes", 3_000).with("NSW32,RaBitQ,Refine(SQ8)"),
        new Case("cos", "acl", 4_000).with("HNSW16,SQ4,Refine(SQ8)"));
  }

  /** Scans of codes, of which those are scored again whose error lets them be among the hits. */
  static Stream<Case> scans() {
    return codes()
        .flatMap(of -> Stream.of(of.with("Flat,RaBitQ,RFlat"), of.with("Flat,RaBitQ4,RFlat")))
        .distinct();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scans")
  void boundsLoseHardlyAny(Case of) throws IOException {
    assertFound(of, 0.99);
  }

  /** Searches as an application's. */
  private void assertFound(Case of, double least) throws IOException {
    DataSet data = data(of);
    try (Directory directory = new MMapDirectory(folder.resolve("index"))) {
      index(data, of.spec, false, directory);
      try (IndexReader reader = DirectoryReader.open(directory)) {
        double recall = recall(data, reader);
        assertTrue(recall >= least, of + ": recall " + recall);
      }
    }
  }

  /** What small segments with codes have for searches. */
  static Stream<Case> sketches() {
    return codes().filter(of -> of.spec.equals("HNSW16,SQ4,RFlat"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("sketches")
  void sketchesFindNearlyAll(Case of) throws IOException {
    assertFound(of, 0.98);
  }

  /** About a quarter of the vectors is looked at, in the cells that are nearest. */
  static Stream<Case> cells() {
    return Stream.of(
        new Case("l2sq", "sift", 25_000).with("HNSW16,SQ4,RFlat;efSearch=32"),
        new Case("cos", "acl", 12_500).with("HNSW16,RaBitQ2,RFlat;efSearch=16"),
        new Case("cos", "acl", 12_500).with("HNSW16,RaBitQ2,Refine(SQ8);efSearch=16"),
        new Case("l2sq", "mnist", 9_000).with("HNSW16,RaBitQ,RFlat;efSearch=12"),
        new Case("cos", "notes", 12_500).with("HNSW16,RaBitQ2,RFlat;efSearch=12"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  void cellsFindMost(Case of) throws IOException {
    assertFound(of, 0.95);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"cases", "hardCases", "codes", "refined"})
  void graphsFindNearlyAll(Case of) throws IOException {
    DataSet data = data(of);
    try (Directory directory = new MMapDirectory(folder.resolve("index"))) {
      index(data, of.spec, true, directory);
      try (IndexReader reader = DirectoryReader.open(directory)) {
        assertGraphIsWalked(data, reader);
        double recall = recall(data, reader);
        int rows = data.base().count();
        String found = String.format(Locale.ROOT, "%s, %d rows: recall %.4f", of, rows, recall);
        if (ALL) {
          System.out.println(found);
        }
        assertTrue(recall >= ENOUGH, found);
      }
    }
  }

  private DataSet data(Case of) throws IOException {
    Path beside = Path.of(System.getProperty("kith.root"), "..", "shared", "data");
    Path path = Path.of(System.getProperty("kith.data", beside.toString())).resolve(of.data);
    assumeTrue(Files.isDirectory(path), "no data set in " + path + "; -Dkith.data= says where");
    DataSet all =
        new DataSets(Map.of()).open(path.toString(), new DataOptions(0, null, null, null, null));
    int rows = ALL ? all.base().count() : of.rows;
    DataSet changed =
        new DataSet(
            all.name(),
            Metric.named(of.metric),
            change(all.base().range(0, rows), of.base),
            change(all.queries().range(0, QUERIES), of.queries),
            null);
    return new TruthCache(folder).complete(changed, K, done -> {});
  }

  private static Vectors change(Vectors vectors, Change change) {
    if (change == Change.NONE) {
      return vectors;
    }
    Row[] rows = vectors.rows(0, vectors.count());
    Arrays.setAll(rows, i -> change.apply(i, rows[i]));
    return rows[0].bytes() == null
        ? Vectors.of(Stream.of(rows).map(Row::floats).toArray(float[][]::new))
        : Vectors.ofBits(Stream.of(rows).map(Row::bytes).toArray(byte[][]::new));
  }

  /** The first 256, 512 or all 1,024 bits: codes of different lengths. */
  private static Row prefix(int ordinal, Row row) {
    byte[] code = Arrays.copyOf(row.bytes(), 32 << (ordinal % 3));
    return new Row(null, PrefixCodes.pack(code, 1 + row.bytes().length));
  }

  /** From a quarter as long to four times. */
  private static Row stretched(int ordinal, Row row) {
    float length = (float) Math.exp(new Random(ordinal).nextDouble(-1.4, 1.4));
    float[] stretched = row.floats().clone();
    for (int i = 0; i < stretched.length; i++) {
      stretched[i] *= length;
    }
    return new Row(stretched, null);
  }

  /** Grey values as shares of all the grey there is. */
  private static Row shares(int ordinal, Row row) {
    float sum = 0;
    for (float grey : row.floats()) {
      sum += grey;
    }
    float[] shares = new float[row.floats().length];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = row.floats()[i] / sum;
    }
    return new Row(shares, null);
  }

  /** The globe turned so that Europe lies around the pole, and on both sides of all meridians. */
  private static Row turned(int ordinal, Row row) {
    double latitude = Math.toRadians(row.floats()[0]);
    double longitude = Math.toRadians(row.floats()[1] - 10);
    double x = Math.cos(latitude) * Math.cos(longitude);
    double y = Math.cos(latitude) * Math.sin(longitude);
    double z = Math.sin(latitude);
    // By 40 degrees: from 50 north to the pole.
    double north = z * Math.cos(Math.toRadians(40)) + x * Math.sin(Math.toRadians(40));
    double front = x * Math.cos(Math.toRadians(40)) - z * Math.sin(Math.toRadians(40));
    return place(
        (float) Math.toDegrees(Math.asin(Math.clamp(north, -1, 1))),
        (float) Math.toDegrees(Math.atan2(y, front)));
  }

  /** A place of the same latitude close to the 180th meridian, on its own side of that. */
  private static Row meridian(int ordinal, Row row) {
    float east = row.floats()[1];
    return place(row.floats()[0], Math.copySign(180 - Math.abs(east) / 100, east));
  }

  /** A place of the same longitude less than a degree from the pole. */
  private static Row northPole(int ordinal, Row row) {
    return place(90 - Math.abs(row.floats()[0]) / 100, row.floats()[1]);
  }

  private static Row southPole(int ordinal, Row row) {
    return place(Math.abs(row.floats()[0]) / 100 - 90, row.floats()[1]);
  }

  private static Row place(float latitude, float longitude) {
    return new Row(new float[] {latitude, longitude}, null);
  }

  /**
   * In two halves that are merged, by one thread: the same graph every time.
   *
   * @param walked whether searches are to walk where they could scan a sketch
   */
  private static void index(DataSet data, String spec, boolean walked, Directory directory)
      throws IOException {
    int threads = Runtime.getRuntime().availableProcessors();
    try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
      IndexWriterConfig config =
          new IndexWriterConfig()
              .setCodec(
                  walked
                      ? new ContenderCodec(new WalkedFormat(Spec.parse(spec), workers, threads), 1)
                      : new KithCodec(KithVectorsFormat.of(spec).withExecutor(workers, threads)))
              .setMergeScheduler(new SerialMergeScheduler())
              // Merges neighbouring segments only, so that documents are in the order of rows.
              .setMergePolicy(new LogDocMergePolicy());
      try (IndexWriter writer = new IndexWriter(directory, config)) {
        Row row = data.base().newRow();
        for (int i = 0; i < data.base().count(); i++) {
          data.base().read(i, row);
          writer.addDocument(document(data.metric(), row));
          if (i == data.base().count() / 2) {
            writer.commit();
          }
        }
        writer.forceMerge(1);
      }
    }
  }

  private static Document document(Metric metric, Row row) {
    VectorSimilarityFunction any = VectorSimilarityFunction.EUCLIDEAN;
    boolean bits = row.floats() == null;
    FieldType type =
        new FieldType(
            bits
                ? KnnByteVectorField.createFieldType(row.bytes().length, any)
                : KnnFloatVectorField.createFieldType(row.floats().length, any));
    type.putAttribute("kith.metric", metric.label());
    Document document = new Document();
    document.add(
        bits
            ? new KnnByteVectorField(VECTOR, row.bytes(), type)
            : new KnnFloatVectorField(VECTOR, row.floats(), type));
    return document;
  }

  private static double recall(DataSet data, IndexReader reader) throws IOException {
    IndexSearcher searcher = new IndexSearcher(reader);
    Row found = data.base().newRow();
    int right = 0;
    for (int q = 0; q < data.queries().count(); q++) {
      Row query = data.queries().rows(q, q + 1)[0];
      data.base().read(data.truth()[q][K - 1], found);
      double limit = data.metric().withRounding(data.metric().distance(query, found));
      ScoreDoc[] hits = searcher.search(query(query), K).scoreDocs;
      assertEquals(K, hits.length);
      for (ScoreDoc hit : hits) {
        data.base().read(hit.doc, found);
        right += data.metric().distance(query, found) <= limit ? 1 : 0;
      }
    }
    return (double) right / K / data.queries().count();
  }

  private static Query query(Row row) {
    return row.floats() == null
        ? new KnnByteVectorQuery(VECTOR, row.bytes(), K)
        : new KnnFloatVectorQuery(VECTOR, row.floats(), K);
  }

  /** Few enough rows would be scanned, and nothing tested. */
  private static void assertGraphIsWalked(DataSet data, IndexReader reader) throws IOException {
    LeafReader leaf = reader.leaves().getFirst().reader();
    Row query = data.queries().rows(0, 1)[0];
    TopDocs hits =
        query.floats() == null
            ? leaf.searchNearestVectors(VECTOR, query.bytes(), K, null, Integer.MAX_VALUE)
            : leaf.searchNearestVectors(VECTOR, query.floats(), K, null, Integer.MAX_VALUE);
    assertTrue(hits.totalHits.value() < data.base().count(), "scanned all rows");
  }
}
