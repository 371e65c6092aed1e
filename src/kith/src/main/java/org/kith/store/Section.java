package org.kith.store;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.store.DataInput;
import org.apache.lucene.store.DataOutput;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;

/// Contiguous bytes of a file. In metadata: offset and length, each a vlong.
///
/// @param offset where it starts, a multiple of [#ALIGNMENT]
/// @param length its bytes
public record Section(long offset, long length) {

  /// A cache line; also what Lucene aligns the files inside a compound file to.
  public static final int ALIGNMENT = 64;

  /// No bytes.
  public static final Section NONE = new Section(0, 0);

  private static final int CHUNK = 1 << 16;

  /// Starts a section at the next aligned place, with zeros before it.
  ///
  /// @param out the file
  /// @return the section's offset, for [#endOf]
  /// @throws IOException if the file cannot be written
  public static long startOf(IndexOutput out) throws IOException {
    return out.alignFilePointer(ALIGNMENT);
  }

  /// Ends the section that started at an offset.
  ///
  /// @param out the file
  /// @param start from [#startOf]
  /// @return all that was written since
  public static Section endOf(IndexOutput out, long start) {
    return new Section(start, out.getFilePointer() - start);
  }

  /// Writes memory as a section.
  ///
  /// @param out the file
  /// @param bytes what to write
  /// @return where it is
  /// @throws IOException if the file cannot be written
  public static Section write(IndexOutput out, MemorySegment bytes) throws IOException {
    long start = startOf(out);
    byte[] chunk = new byte[(int) Math.min(CHUNK, bytes.byteSize())];
    for (long at = 0; at < bytes.byteSize(); at += chunk.length) {
      int n = (int) Math.min(chunk.length, bytes.byteSize() - at);
      MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, at, chunk, 0, n);
      out.writeBytes(chunk, n);
    }
    return endOf(out, start);
  }

  /// Writes where this section is.
  ///
  /// @param meta the metadata
  /// @throws IOException if it cannot be written
  public void writeTo(DataOutput meta) throws IOException {
    meta.writeVLong(offset);
    meta.writeVLong(length);
  }

  /// Reads what [#writeTo] wrote.
  ///
  /// @param meta the metadata
  /// @return the section
  /// @throws IOException if it cannot be read
  public static Section read(DataInput meta) throws IOException {
    return new Section(meta.readVLong(), meta.readVLong());
  }

  /// Checks that this section can be what the metadata says.
  ///
  /// @param name what it holds, for the message
  /// @param expected the bytes it must have
  /// @param in the file that it lies in, with header and footer
  /// @throws CorruptIndexException naming the file, if it cannot
  public void check(String name, long expected, IndexInput in) throws CorruptIndexException {
    long end = in.length() - CodecUtil.footerLength();
    if (length != expected || offset % ALIGNMENT != 0 || offset < 0 || offset > end - length) {
      throw new CorruptIndexException(
          name
              + ": section of "
              + length
              + " bytes at "
              + offset
              + "; expected "
              + expected
              + " bytes at a multiple of "
              + ALIGNMENT
              + ", before "
              + end,
          in);
    }
  }
}
