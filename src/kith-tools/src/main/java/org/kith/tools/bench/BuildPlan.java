package org.kith.tools.bench;

/**
 * How an index is built.
 *
 * @param threads that add documents and merge
 * @param ramBufferMegabytes at which a segment is flushed; not looked at when equal segments are
 *     made
 * @param equalSegments number of equal segments to make; 0 = as the RAM buffer and Lucene's merge
 *     policy have it
 * @param forceMerge whether all is merged into one segment in the end, or of every generation
 * @param life what the index goes through; null = it gets all rows and is left alone
 */
record BuildPlan(
    int threads, double ramBufferMegabytes, int equalSegments, boolean forceMerge, Life life) {
  /** Plans an index without a life. */
  BuildPlan(int threads, double ramBufferMegabytes, int equalSegments, boolean forceMerge) {
    this(threads, ramBufferMegabytes, equalSegments, forceMerge, null);
  }
}
