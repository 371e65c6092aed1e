package org.kith.tools.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Comments on disk: their number, then field after field of each. */
final class CommentFile {
  private static final String NAME = "KithDemoComments";
  private static final int VERSION = 1;

  private CommentFile() {}

  static void write(Path file, List<Comment> comments) throws IOException {
    CheckedFile.write(
        file,
        NAME,
        VERSION,
        out -> {
          out.writeVInt(comments.size());
          for (Comment comment : comments) {
            out.writeString(comment.packageName());
            out.writeString(comment.kind());
            out.writeString(comment.title());
            out.writeSetOfStrings(comment.modifiers());
            out.writeVInt(comment.since());
            out.writeString(comment.sentence());
            out.writeString(comment.text());
          }
        });
  }

  /** Reads what {@link #write} wrote; CorruptIndexException when the file is damaged. */
  static List<Comment> read(Path file) throws IOException {
    return CheckedFile.read(
        file,
        NAME,
        VERSION,
        in -> {
          int count = in.readVInt();
          List<Comment> comments = new ArrayList<>();
          for (int i = 0; i < count; i++) {
            comments.add(
                new Comment(
                    in.readString(),
                    in.readString(),
                    in.readString(),
                    in.readSetOfStrings(),
                    in.readVInt(),
                    in.readString(),
                    in.readString()));
          }
          return comments;
        });
  }
}
