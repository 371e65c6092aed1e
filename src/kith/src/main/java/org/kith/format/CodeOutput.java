package org.kith.format;

import java.io.IOException;
import org.apache.lucene.store.IndexOutput;
import org.kith.quantize.Quantizer;
import org.kith.store.Section;

/// Writes a field's codes, one after the other, to `.kithc`:
///
/// ```
/// zeros to a multiple of 64
/// codes  count rows of the quantizer's bytes
/// ```
final class CodeOutput {
  private final IndexOutput out;
  private final Quantizer quantizer;
  private final byte[] code;
  private final long start;

  /// @param out the file
  CodeOutput(IndexOutput out, Quantizer quantizer) throws IOException {
    this.out = out;
    this.quantizer = quantizer;
    code = new byte[quantizer.bytes()];
    start = Section.startOf(out);
  }

  /// Writes the code of the next vector.
  void add(float[] vector) throws IOException {
    quantizer.encode(vector, code);
    out.writeBytes(code, code.length);
  }

  StoredCodes finish() {
    return new StoredCodes(quantizer.parameters(), Section.endOf(out, start));
  }
}
