package org.kith.tools.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;

/** The ways to ask the demo's index: by keywords, by vector, or both. */
final class DemoQueries {
  /** Documents that each ranking gives to the fusion. */
  private static final int FUSED = 100;

  private final IndexSearcher searcher;
  private final Embedding embedding;
  private final Words words;

  DemoQueries(IndexSearcher searcher, Embedding embedding, Words words) {
    this.searcher = searcher;
    this.embedding = embedding;
    this.words = words;
  }

  /** One found document. */
  record Answer(String title, String packageName, int since, float score, String sentence) {}

  List<Answer> byKeywords(Question question, int count) throws IOException {
    return answers(List.of(searcher.search(keywords(question), count).scoreDocs));
  }

  List<Answer> byVector(Question question, int count) throws IOException {
    return answers(List.of(searcher.search(vector(question, count), count).scoreDocs));
  }

  List<Answer> byBoth(Question question, int count) throws IOException {
    ScoreDoc[] keywords = searcher.search(keywords(question), FUSED).scoreDocs;
    ScoreDoc[] vectors = searcher.search(vector(question, FUSED), FUSED).scoreDocs;
    return answers(RankFusion.fuse(List.of(keywords, vectors), count));
  }

  private Query keywords(Question question) {
    BooleanQuery.Builder query = new BooleanQuery.Builder();
    for (String word : new LinkedHashSet<>(words.of(question.text()))) {
      query.add(new TermQuery(new Term(DemoIndex.WORDS, word)), Occur.SHOULD);
    }
    query.setMinimumNumberShouldMatch(1);
    if (question.filter() != null) {
      query.add(question.filter(), Occur.FILTER);
    }
    return query.build();
  }

  private Query vector(Question question, int count) {
    float[] vector = embedding.embed(words.of(question.text()));
    return vector == null
        ? new MatchNoDocsQuery("no word of the question is known")
        : new KnnFloatVectorQuery(DemoIndex.VECTOR, vector, count, question.filter());
  }

  private List<Answer> answers(List<ScoreDoc> hits) throws IOException {
    StoredFields stored = searcher.storedFields();
    List<Answer> answers = new ArrayList<>();
    for (ScoreDoc hit : hits) {
      Document document = stored.document(hit.doc);
      answers.add(
          new Answer(
              document.get(DemoIndex.TITLE),
              document.get(DemoIndex.PACKAGE),
              document.getField(DemoIndex.SINCE).numericValue().intValue(),
              hit.score,
              document.get(DemoIndex.SENTENCE)));
    }
    return answers;
  }
}
