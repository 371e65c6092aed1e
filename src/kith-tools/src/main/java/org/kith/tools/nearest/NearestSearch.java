package org.kith.tools.nearest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.IntField;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnByteVectorQuery;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TopDocs;
import org.kith.search.Distances;
import org.kith.tools.data.Row;

/** Searches the index that {@link NearestIndex} makes. */
final class NearestSearch {
  private final IndexSearcher searcher;

  NearestSearch(IndexReader reader) {
    this.searcher = new IndexSearcher(reader);
  }

  /** The names of the cells. */
  List<String> columns() throws IOException {
    return cells(0).stream()
        .map(cell -> cell.name().substring(NearestIndex.COLUMN.length()))
        .toList();
  }

  /** What is known of a row. */
  Answer row(int row) throws IOException {
    Query exactly = IntField.newExactQuery(NearestIndex.ROW, row);
    return answer(searcher.search(exactly, 1).scoreDocs[0].doc, 0);
  }

  /** The {@code k} nearest rows, nearest first. */
  List<Answer> nearest(Row query, int k) throws IOException {
    Query nearest =
        query.bytes() == null
            ? new KnnFloatVectorQuery(NearestIndex.VECTOR, query.floats(), k)
            : new KnnByteVectorQuery(NearestIndex.VECTOR, query.bytes(), k);
    TopDocs hits = searcher.search(nearest, k);
    double[] distances = Distances.of(searcher, NearestIndex.VECTOR, hits);
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < distances.length; i++) {
      answers.add(answer(hits.scoreDocs[i].doc, distances[i]));
    }
    return answers;
  }

  private Answer answer(int doc, double distance) throws IOException {
    int row = document(doc).getField(NearestIndex.ROW).numericValue().intValue();
    return new Answer(distance, row, cells(doc).stream().map(IndexableField::stringValue).toList());
  }

  /** In the order they were added in. */
  private List<IndexableField> cells(int doc) throws IOException {
    return document(doc).getFields().stream()
        .filter(field -> field.name().startsWith(NearestIndex.COLUMN))
        .toList();
  }

  private Document document(int doc) throws IOException {
    return searcher.storedFields().document(doc);
  }
}
