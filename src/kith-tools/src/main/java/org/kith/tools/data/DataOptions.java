package org.kith.tools.data;

import java.nio.file.Path;

/**
 * What a file of vectors does not say itself.
 *
 * @param dims dimensions of rows without a header, and of data that is made; 0 = not said
 * @param metric name of the metric, instead of what the data say; null = what they say, l2sq where
 *     they say nothing
 * @param queries file of query vectors; null = a file beside the base, or base rows held out
 * @param truth file of true neighbours; null = a file beside the base, or computed
 * @param cache folder for data that is made
 */
public record DataOptions(int dims, String metric, Path queries, Path truth, Path cache) {}
