package org.kith.store;

import java.io.IOException;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.SegmentInfo;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.store.ChecksumIndexInput;
import org.apache.lucene.store.DataAccessHint;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FileDataHint;
import org.apache.lucene.store.FileTypeHint;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.util.IOUtils;

/// Creates and opens a segment's files. Each has the shape
///
/// ```
/// index header (Lucene's CodecUtil: magic, name, version, segment id, suffix)
/// ...
/// footer (CodecUtil: magic, algorithm, checksum of all before)
/// ```
///
/// @param directory where they are
/// @param segment the segment whose files they are
/// @param suffix what Lucene's per-field format appends to the segment's name
public record SegmentFiles(Directory directory, SegmentInfo segment, String suffix) {
  private static final IOContext RANDOM =
      IOContext.DEFAULT.withHints(
          FileTypeHint.DATA, FileDataHint.KNN_VECTORS, DataAccessHint.RANDOM);

  /// The files of a segment that is written.
  ///
  /// @param state as Lucene gives it to the format
  /// @return its files
  public static SegmentFiles of(SegmentWriteState state) {
    return new SegmentFiles(state.directory, state.segmentInfo, state.segmentSuffix);
  }

  /// The files of a segment that is read.
  ///
  /// @param state as Lucene gives it to the format
  /// @return its files
  public static SegmentFiles of(SegmentReadState state) {
    return new SegmentFiles(state.directory, state.segmentInfo, state.segmentSuffix);
  }

  /// The name of a file in the directory.
  ///
  /// @param kind which file
  /// @return for example `_3_Kith1_0.kithv`
  public String name(FileKind kind) {
    return IndexFileNames.segmentFileName(segment.name, suffix, kind.extension());
  }

  /// Creates a file and writes its header.
  ///
  /// @param kind which file
  /// @param context Lucene's reason for writing
  /// @return positioned after the header; [#finish] writes the footer
  /// @throws IOException if the file cannot be written; nothing is left open
  public IndexOutput create(FileKind kind, IOContext context) throws IOException {
    IndexOutput out = directory.createOutput(name(kind), context);
    try {
      CodecUtil.writeIndexHeader(
          out, kind.codecName(), FileKind.VERSION_CURRENT, segment.getId(), suffix);
      return out;
    } catch (Throwable t) {
      IOUtils.closeWhileSuppressingExceptions(t, out);
      throw t;
    }
  }

  /// Ends a file: footer, close.
  ///
  /// @param out from [#create]
  /// @return the file's length in bytes
  /// @throws IOException if the file cannot be written
  public static long finish(IndexOutput out) throws IOException {
    try (out) {
      CodecUtil.writeFooter(out);
      return out.getFilePointer();
    }
  }

  /// Creates a file for bytes that will be moved into another one, or are read and dropped.
  ///
  /// @param kind of the other
  /// @param context Lucene's reason for writing
  /// @return empty; for [#move], or for [#openTemporary] and [#drop]
  /// @throws IOException if the file cannot be written
  public IndexOutput createTemporary(FileKind kind, IOContext context) throws IOException {
    return directory.createTempOutput(segment.name, kind.extension(), context);
  }

  /// Moves all bytes of a temporary file into another file, and deletes the first.
  ///
  /// @param temporary from [#createTemporary]
  /// @param out where they are added
  /// @throws IOException if a file cannot be written or read; the temporary one is then to be
  ///   dropped
  public void move(IndexOutput temporary, IndexOutput out) throws IOException {
    long length = finish(temporary) - CodecUtil.footerLength();
    try (ChecksumIndexInput in = directory.openChecksumInput(temporary.getName())) {
      out.copyBytes(in, length);
      CodecUtil.checkFooter(in);
    }
    directory.deleteFile(temporary.getName());
  }

  /// Ends a temporary file, to be read at random places.
  ///
  /// @param temporary from [#createTemporary]
  /// @return its bytes from 0, to be closed by the caller before the file is dropped
  /// @throws IOException if a file cannot be written or read; it is then to be dropped
  public IndexInput openTemporary(IndexOutput temporary) throws IOException {
    finish(temporary);
    return directory.openInput(temporary.getName(), RANDOM);
  }

  /// Closes and deletes a temporary file that is of no use any more.
  ///
  /// @param temporary from [#createTemporary]
  public void drop(IndexOutput temporary) {
    IOUtils.closeWhileHandlingException(temporary);
    IOUtils.deleteFilesIgnoringExceptions(directory, temporary.getName());
  }

  /// Opens a file that is read at random places. Header, length and the footer's structure are
  /// checked; the checksum over all bytes is not.
  ///
  /// @param kind which file
  /// @param length the bytes it must have
  /// @return its input, to be closed by the caller
  /// @throws IOException if it cannot be read, or is not the file that was written; nothing is left
  ///   open
  public IndexInput open(FileKind kind, long length) throws IOException {
    IndexInput in = directory.openInput(name(kind), RANDOM);
    try {
      checkHeader(kind, in);
      if (length < CodecUtil.footerLength()) {
        throw new CorruptIndexException("a file of " + length + " bytes was written", in);
      }
      CodecUtil.retrieveChecksum(in, length);
      return in;
    } catch (Throwable t) {
      IOUtils.closeWhileSuppressingExceptions(t, in);
      throw t;
    }
  }

  /// Opens a small file that is read once, by this thread. Its checksum is verified, so that
  /// nothing of a damaged file is ever parsed.
  ///
  /// @param kind which file
  /// @return positioned after the header, to be closed by the caller
  /// @throws IOException if it cannot be read, or is not the file that was written; nothing is left
  ///   open
  public IndexInput openOnce(FileKind kind) throws IOException {
    IndexInput in = directory.openInput(name(kind), IOContext.READONCE);
    try {
      checkHeader(kind, in);
      long start = in.getFilePointer();
      CodecUtil.checksumEntireFile(in);
      in.seek(start);
      return in;
    } catch (Throwable t) {
      IOUtils.closeWhileSuppressingExceptions(t, in);
      throw t;
    }
  }

  private void checkHeader(FileKind kind, IndexInput in) throws IOException {
    CodecUtil.checkIndexHeader(
        in,
        kind.codecName(),
        FileKind.VERSION_START,
        FileKind.VERSION_CURRENT,
        segment.getId(),
        suffix);
  }
}
