package org.kith.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.store.IndexOutput;
import org.kith.quantize.Quantizer;
import org.kith.store.Section;

/// Writes a field's codes, one after the other, to `.kithc`; for each quantizer:
///
/// ```
/// zeros to a multiple of 64
/// codes  count rows of the quantizer's bytes
/// ```
///
/// Those of a second quantizer wait in a temporary file, so that vectors are read once for both.
final class CodeOutput {
  private final SegmentOutput segment;
  private final List<Quantizer> quantizers;
  private final List<IndexOutput> outputs = new ArrayList<>();
  private final List<byte[]> rows = new ArrayList<>();
  private final long start;

  /// @param segment whose file of codes it is
  /// @param quantizers one, or a coarse one and a finer one
  CodeOutput(SegmentOutput segment, List<Quantizer> quantizers) throws IOException {
    this.segment = segment;
    this.quantizers = quantizers;
    for (Quantizer quantizer : quantizers) {
      outputs.add(outputs.isEmpty() ? segment.codes() : segment.laterCodes());
      rows.add(new byte[quantizer.bytes()]);
    }
    start = Section.startOf(segment.codes());
  }

  /// Writes the codes of the next vector.
  void add(float[] vector) throws IOException {
    for (int i = 0; i < rows.size(); i++) {
      byte[] row = rows.get(i);
      quantizers.get(i).encode(vector, row);
      outputs.get(i).writeBytes(row, row.length);
    }
  }

  List<StoredCodes> finish() throws IOException {
    IndexOutput out = segment.codes();
    List<StoredCodes> stored = new ArrayList<>();
    for (Quantizer quantizer : quantizers) {
      long from = start;
      if (!stored.isEmpty()) {
        from = Section.startOf(out);
        segment.addLaterCodes();
      }
      stored.add(new StoredCodes(quantizer.parameters(), Section.endOf(out, from)));
    }
    return stored;
  }
}
