package org.kith.tools.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.miscellaneous.LengthFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.util.CharTokenizer;

/** The words of a comment, one way for keywords and embedding: names split, stemmed, lower case. */
final class Words extends Analyzer {
  private static final int MAX_LENGTH = 40;
  private static final CharArraySet STOP_WORDS = stopWords();

  private static CharArraySet stopWords() {
    CharArraySet words = CharArraySet.copy(EnglishAnalyzer.ENGLISH_STOP_WORDS_SET);
    words.addAll(
        List.of(
            "all", "also", "any", "been", "can", "do", "does", "from", "had", "has", "have", "how",
            "its", "may", "must", "only", "other", "should", "so", "than", "them", "those", "was",
            "were", "what", "when", "where", "whether", "which", "while", "who", "would", "you"));
    return CharArraySet.unmodifiableSet(words);
  }

  @Override
  protected TokenStreamComponents createComponents(String field) {
    Tokenizer source = CharTokenizer.fromTokenCharPredicate(Words::isWordPart);
    TokenStream words = new LowerCaseFilter(new Identifiers(source));
    words = new LengthFilter(new StopFilter(words, STOP_WORDS), 2, MAX_LENGTH);
    return new TokenStreamComponents(source, new PorterStemFilter(words));
  }

  private static boolean isWordPart(int character) {
    return Character.isLetterOrDigit(character) || character == '_';
  }

  /** All words of the text in their order, repeated ones too. */
  List<String> of(String text) {
    List<String> words = new ArrayList<>();
    try (TokenStream stream = tokenStream("", text)) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        words.add(term.toString());
      }
      stream.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a reader of a string has nothing to fail
    }
    return words;
  }
}
