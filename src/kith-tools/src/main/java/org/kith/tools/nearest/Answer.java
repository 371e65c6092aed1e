package org.kith.tools.nearest;

import java.util.List;

/**
 * A row, how far it is, and what is known of it.
 *
 * @param cells one for each column of the table beside the vectors
 */
record Answer(double distance, int row, List<String> cells) {}
