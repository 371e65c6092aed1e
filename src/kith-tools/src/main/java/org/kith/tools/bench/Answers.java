package org.kith.tools.bench;

/**
 * What an index answers to all queries at one breadth, and for how much work.
 *
 * @param recall mean share of right hits
 * @param visited mean number of vectors scored for a query
 */
record Answers(double recall, double visited) {}
