package org.kith.tools.data;

import java.io.IOException;
import java.nio.file.Path;

/** Makes a data set instead of reading one: what {@code --data demo} names. */
public interface DataSource {
  /**
   * Makes the data set, or opens what an earlier call left in the cache.
   *
   * @param dims dimensions wanted; 0 = the source's own choice
   * @param cache a folder for what is worth keeping; created when missing
   */
  DataSet load(int dims, Path cache) throws IOException;
}
