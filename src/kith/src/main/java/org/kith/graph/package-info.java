/**
 * How neighbours are found, linked and walked: proximity graphs over ordinals.
 *
 * <p>A graph never sees a vector, only a {@link org.kith.metric.Scorer}: it works over any metric
 * and any code. Names follow Malkov and Yashunin, "Efficient and robust approximate nearest
 * neighbor search using Hierarchical Navigable Small World graphs", 2018: m, efConstruction,
 * efSearch.
 */
package org.kith.graph;
