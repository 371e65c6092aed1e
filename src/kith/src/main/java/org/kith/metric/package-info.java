/**
 * What a distance means, and how it becomes a score: the metrics, and vectors under a metric.
 *
 * <p>Inside Kith everything is ranked by distance (lower is closer). Scores, as Lucene knows them
 * (at least 0, higher is closer), exist only at the edge.
 */
package org.kith.metric;
