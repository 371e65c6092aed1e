package org.kith.tools.bench;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.apache.lucene.index.IndexWriter;

/** Adds rows as documents, in the order given, by one thread or by several that take turns. */
final class Adding {
  private static final int ROWS_AT_ONCE = 64;

  private final IndexWriter writer;
  private final FieldData fields;
  private final int[] rows;
  private final IntConsumer added;
  private final AtomicInteger next = new AtomicInteger();

  Adding(IndexWriter writer, FieldData fields, int[] rows, IntConsumer added) {
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
    while ((start = next.getAndAdd(ROWS_AT_ONCE)) < rows.length) {
      int end = Math.min(rows.length, start + ROWS_AT_ONCE);
      for (int i = start; i < end; i++) {
        writer.addDocument(filler.fill(rows[i]));
      }
      added.accept(end - start);
    }
  }
}
