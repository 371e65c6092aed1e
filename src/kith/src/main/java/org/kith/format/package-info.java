/// The writer, the reader and the merge behind the vectors format: Lucene's calls turned into the
/// engine's. Internal.
package org.kith.format;
