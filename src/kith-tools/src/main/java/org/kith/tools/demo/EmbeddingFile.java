package org.kith.tools.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.FMatrixRMaj;

/**
 * An embedding on disk: counts of words and dimensions, words with their weights, their vectors.
 */
final class EmbeddingFile {
  private static final String NAME = "KithDemoEmbedding";
  private static final int VERSION = 1;

  private EmbeddingFile() {}

  static void write(Path file, Embedding embedding) throws IOException {
    Vocabulary vocabulary = embedding.vocabulary();
    CheckedFile.write(
        file,
        NAME,
        VERSION,
        out -> {
          out.writeVInt(vocabulary.size());
          out.writeVInt(embedding.dims());
          for (int i = 0; i < vocabulary.size(); i++) {
            out.writeString(vocabulary.words().get(i));
            out.writeInt(Float.floatToIntBits(vocabulary.weights()[i]));
          }
          for (float component : embedding.wordVectors().data) {
            out.writeInt(Float.floatToIntBits(component));
          }
        });
  }

  /** Reads what {@link #write} wrote; CorruptIndexException when the file is damaged. */
  static Embedding read(Path file) throws IOException {
    return CheckedFile.read(
        file,
        NAME,
        VERSION,
        in -> {
          int size = in.readVInt();
          int dims = in.readVInt();
          List<String> words = new ArrayList<>();
          float[] weights = new float[size];
          for (int i = 0; i < size; i++) {
            words.add(in.readString());
            weights[i] = Float.intBitsToFloat(in.readInt());
          }
          FMatrixRMaj vectors = new FMatrixRMaj(size, dims);
          in.readFloats(vectors.data, 0, vectors.data.length);
          return new Embedding(new Vocabulary(words, weights), vectors);
        });
  }
}
