package org.kith.tools.demo;

import org.apache.lucene.document.IntPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/**
 * What is asked.
 *
 * @param text in plain words
 * @param packages a package, or with {@code .*} at the end also those below it; null for all
 * @param since the oldest release wanted; 0 for all
 */
record Question(String text, String packages, int since) {
  private static final String BELOW = ".*";

  /** Says which documents may answer; null when all may. */
  Query filter() {
    if (packages == null && since == 0) {
      return null;
    }
    BooleanQuery.Builder filter = new BooleanQuery.Builder();
    if (packages != null) {
      filter.add(packageFilter(), Occur.FILTER);
    }
    if (since > 0) {
      filter.add(IntPoint.newRangeQuery(DemoIndex.SINCE, since, Integer.MAX_VALUE), Occur.FILTER);
    }
    return filter.build();
  }

  private Query packageFilter() {
    if (!packages.endsWith(BELOW)) {
      return new TermQuery(new Term(DemoIndex.PACKAGE, packages));
    }
    String name = packages.substring(0, packages.length() - BELOW.length());
    return new BooleanQuery.Builder()
        .add(new TermQuery(new Term(DemoIndex.PACKAGE, name)), Occur.SHOULD)
        .add(new PrefixQuery(new Term(DemoIndex.PACKAGE, name + '.')), Occur.SHOULD)
        .build();
  }

  /** For people: {@code "text" in java.util.*, since 9}. */
  @Override
  public String toString() {
    String where = packages == null ? "" : " in " + packages;
    return '"' + text + '"' + where + (since > 0 ? ", since " + since : "");
  }
}
