/// How neighbours are found, linked, pruned and walked: graphs over ordinals that are scored by
/// somebody else. Knows nothing of Lucene, and never sees a vector.
package org.kith.graph;
