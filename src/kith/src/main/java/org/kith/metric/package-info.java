/**
 * What a distance means, and how it becomes a score: the metrics, built in or of one's own, and
 * vectors under a metric.
 *
 * <p>Inside Kith everything is ranked by distance (lower is closer). Scores, as Lucene knows them
 * (at least 0, higher is closer), exist only at the edge.
 *
 * <p>For a metric of one's own begin at {@link org.kith.metric.MetricProvider}. {@link
 * org.kith.metric.Earth} and {@link org.kith.metric.PrefixCodes} belong to {@code haversine} and
 * {@code nphd}. The rest is the engine's and may change.
 */
package org.kith.metric;
