package org.kith.tools.bench;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.IOUtils;

/** One contender's index, open for searching by all queries of the data set. */
final class IndexSearch implements Closeable {
  private final Contender contender;
  private final Target[] targets;
  private final int k;
  private final int threads;

  /** Started once: a pass is so short that starting threads would be a part of its time. */
  private final ExecutorService pool;

  private final Directory directory;
  private final DirectoryReader reader;
  private final IndexSearcher searcher;

  /** Opens the index in a folder for queries of k documents by so many threads at once. */
  IndexSearch(Contender contender, FieldData fields, Path folder, int k, int threads)
      throws IOException {
    this.contender = contender;
    this.targets = fields.targets();
    this.k = k;
    this.threads = threads;
    this.pool = Parallel.pool(threads);
    this.directory = new MMapDirectory(folder);
    this.reader = DirectoryReader.open(directory);
    this.searcher = new IndexSearcher(reader);
  }

  /** Asks every query once, to see what comes of it; not for its time. */
  Answers answers(Recall judge, int ef) throws IOException {
    // Not closed: it holds nothing but the reader.
    VisitCounter counter = new VisitCounter(reader);
    IndexSearcher counted = new IndexSearcher(counter);
    long right = 0;
    for (int q = 0; q < targets.length; q++) {
      right += judge.right(q, ordinals(search(counted, q, ef)));
    }
    return new Answers(
        (double) right / targets.length / k, (double) counter.visits() / targets.length);
  }

  /** Asks every query once and gives the time it took. */
  long passNanos(int ef) throws IOException {
    AtomicInteger next = new AtomicInteger();
    long start = System.nanoTime();
    Parallel.run(
        pool,
        threads,
        () -> {
          int query;
          while ((query = next.getAndIncrement()) < targets.length) {
            search(searcher, query, ef);
          }
        });
    return System.nanoTime() - start;
  }

  int leastBreadth() {
    return contender.leastBreadth(k);
  }

  int queries() {
    return targets.length;
  }

  private TopDocs search(IndexSearcher in, int query, int ef) throws IOException {
    return in.search(contender.query(targets[query], k, ef), k);
  }

  private int[] ordinals(TopDocs hits) throws IOException {
    int[] ordinals = new int[hits.scoreDocs.length];
    List<LeafReaderContext> leaves = reader.leaves();
    for (int i = 0; i < ordinals.length; i++) {
      ScoreDoc hit = hits.scoreDocs[i];
      LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(hit.doc, leaves));
      NumericDocValues values = leaf.reader().getNumericDocValues(FieldData.ORDINAL);
      if (!values.advanceExact(hit.doc - leaf.docBase)) {
        throw new IOException("document " + hit.doc + " has no ordinal");
      }
      ordinals[i] = (int) values.longValue();
    }
    return ordinals;
  }

  @Override
  public void close() throws IOException {
    pool.close();
    IOUtils.close(reader, directory);
  }
}
