package org.kith.format;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.index.ByteVectorValues;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.util.IOUtils;
import org.kith.graph.Degrees;
import org.kith.graph.HnswGraph;
import org.kith.store.FileKind;
import org.kith.store.SegmentFiles;

/// Reads the vectors of a segment. Merges read through this instance too: nothing in it depends on
/// who reads.
public final class KithReader extends KnnVectorsReader {
  /// Names of memory in [#getOffHeapByteSize]; the first is the one that tools know from Lucene.
  private static final String VECTOR_BYTES = "vec";

  private static final String CODE_BYTES = FileKind.CODES.extension();

  private static final String GRAPH_BYTES = FileKind.GRAPH.extension();

  private final Map<String, StoredField<?>> fields = new HashMap<>();
  private final CostModel costs;
  private IndexInput vectors;
  private IndexInput codes;
  private IndexInput graphs;

  /// @param state as Lucene gives it to the format
  /// @param costs when a graph is walked
  /// @throws IOException if files cannot be read or are damaged; none is left open
  public KithReader(SegmentReadState state, CostModel costs) throws IOException {
    this.costs = costs;
    SegmentFiles files = SegmentFiles.of(state);
    try (IndexInput meta = files.openOnce(FileKind.META)) {
      vectors = files.open(FileKind.VECTORS, meta.readLong());
      long codesLength = meta.readLong();
      codes = codesLength == 0 ? null : files.open(FileKind.CODES, codesLength);
      long graphLength = meta.readLong();
      graphs = graphLength == 0 ? null : files.open(FileKind.GRAPH, graphLength);
      int maxDoc = state.segmentInfo.maxDoc();
      int number = meta.readInt();
      while (number != SegmentOutput.END_OF_FIELDS) {
        add(FieldEntry.read(meta, number, state.fieldInfos, maxDoc), meta, maxDoc);
        number = meta.readInt();
      }
      if (meta.getFilePointer() != meta.length() - CodecUtil.footerLength()) {
        throw new CorruptIndexException("bytes after the last field", meta);
      }
    } catch (Throwable t) {
      IOUtils.closeWhileSuppressingExceptions(t, this);
      throw t;
    }
  }

  private void add(FieldEntry entry, IndexInput meta, int maxDoc) throws IOException {
    if (!(entry.graph().isEmpty() && entry.sketch().isEmpty()) && graphs == null) {
      throw new CorruptIndexException(
          "a graph or sketch of '" + entry.field().name + "', no file", meta);
    }
    if (!entry.codes().isEmpty() && codes == null) {
      throw new CorruptIndexException("codes of '" + entry.field().name + "', no file", meta);
    }
    var field = new StoredField<>(entry, entry.type(), vectors, codes, graphs, maxDoc, costs);
    if (fields.put(entry.field().name, field) != null) {
      throw new CorruptIndexException("field '" + entry.field().name + "' twice", meta);
    }
  }

  /// Reads all files but the metadata, which was verified when it was opened.
  @Override
  public void checkIntegrity() throws IOException {
    CodecUtil.checksumEntireFile(vectors);
    if (codes != null) {
      CodecUtil.checksumEntireFile(codes);
    }
    if (graphs != null) {
      CodecUtil.checksumEntireFile(graphs);
    }
  }

  @Override
  public FloatVectorValues getFloatVectorValues(String field) {
    return new FloatValues(field(field, VectorType.F32));
  }

  @Override
  public ByteVectorValues getByteVectorValues(String field) {
    return new ByteValues(field(field, VectorType.I8));
  }

  @Override
  public void search(String field, float[] target, KnnCollector collector, AcceptDocs acceptDocs)
      throws IOException {
    FieldSearch.run(field(field, VectorType.F32), target, collector, acceptDocs);
  }

  @Override
  public void search(String field, byte[] target, KnnCollector collector, AcceptDocs acceptDocs)
      throws IOException {
    FieldSearch.run(field(field, VectorType.I8), target, collector, acceptDocs);
  }

  @SuppressWarnings("unchecked")
  private <T> StoredField<T> field(String name, VectorType<T> type) {
    StoredField<?> field = field(name);
    if (!field.type().equals(type)) {
      throw new IllegalArgumentException(
          "field=\""
              + name
              + "\" is encoded as: "
              + field.type().luceneEncoding()
              + " expected: "
              + type.luceneEncoding());
    }
    return (StoredField<T>) field;
  }

  private StoredField<?> field(String name) {
    StoredField<?> field = fields.get(name);
    if (field == null) {
      throw new IllegalArgumentException("field=\"" + name + "\" not found");
    }
    return field;
  }

  /// What a field's metric is known by: see [FieldMetric#text].
  String metric(String name) {
    return field(name).fieldMetric().text();
  }

  /// The graph of a field if a merge can start from it: built for the same metric, with rows of
  /// links that fit into those of the new graph; else null.
  ///
  /// @param degrees most links of a row of the new graph
  HnswGraph graph(String name, String metric, Degrees degrees) {
    HnswGraph graph = field(name).graph();
    boolean fits = graph != null && metric(name).equals(metric) && graph.degrees().fit(degrees);
    return fits ? graph : null;
  }

  @Override
  public Map<String, Long> getOffHeapByteSize(FieldInfo info) {
    StoredField<?> field = field(info.name);
    Map<String, Long> bytes = new HashMap<>(Map.of(VECTOR_BYTES, field.vectorBytes()));
    if (field.codeBytes() > 0) {
      bytes.put(CODE_BYTES, field.codeBytes());
    }
    if (field.graphBytes() > 0) {
      bytes.put(GRAPH_BYTES, field.graphBytes());
    }
    return bytes;
  }

  @Override
  public void close() throws IOException {
    IOUtils.close(vectors, codes, graphs);
  }
}
