package org.kith.tools.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import org.kith.tools.data.DataSet;
import org.kith.tools.data.DataSource;

/** The demo's vectors as a data set: what {@code kith bench --data demo} measures on. */
public final class DemoData implements DataSource {
  /** Dimensions when nothing else is asked for. */
  static final int DIMS = 256;

  /**
   * The data set of the running JDK; what it takes is computed in the calls that find it missing.
   */
  public DemoData() {}

  @Override
  public DataSet load(int dims, Path cache) throws IOException {
    PrintWriter errors = new PrintWriter(System.err, true, Charset.defaultCharset());
    TextSource source = TextSource.ofJdk();
    int wanted = dims == 0 ? DIMS : dims;
    return new DemoStore(cache, source, wanted, Integer.MAX_VALUE, new Steps(errors)).dataSet();
  }
}
