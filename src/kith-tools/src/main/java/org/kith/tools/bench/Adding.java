package org.kith.tools.bench;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.apache.lucene.index.IndexWriter;

/** Adds rows as documents, in their order, by one thread or by several that take turns. */
final class Adding {
  private static final int ROWS_AT_ONCE = 64;

  private final IndexWriter writer;
  private final FieldData fields;
  private final int rows;
  private final IntConsumer added;
  private final AtomicInteger next = new AtomicInteger();

  Adding(IndexWriter writer, FieldData fields, int rows, IntConsumer added) {
    this.writer = writer;
    this.fields = fields;
    this.rows = rows;
    this.added = added;
  }

  void run(int threads) throws IOException {
    Parallel.run(threads, this::addBlocks);
  }

  private void addBlocks() throws IOException {
    FieldData.Filler filler = fields.filler();
    int start;
    while ((start = next.getAndAdd(ROWS_AT_ONCE)) < rows) {
      int end = Math.min(rows, start + ROWS_AT_ONCE);
      for (int ord = start; ord < end; ord++) {
        writer.addDocument(filler.fill(ord));
      }
      added.accept(end - start);
    }
  }
}
