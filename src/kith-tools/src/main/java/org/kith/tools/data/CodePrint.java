package org.kith.tools.data;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.kith.KithCodec;

/**
 * Tells one build of Kith from another, so that what an older one made is not taken for its own.
 */
public final class CodePrint {
  private CodePrint() {}

  /** Eight hexadecimal digits: a checksum of the library's jar or classes. */
  public static String ofKith() throws IOException {
    CRC32 sum = new CRC32();
    for (Path file : files(Path.of(location()))) {
      sum.update(Files.readAllBytes(file));
    }
    return HexFormat.of().toHexDigits((int) sum.getValue());
  }

  private static URI location() {
    try {
      return KithCodec.class.getProtectionDomain().getCodeSource().getLocation().toURI();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e); // class loaders of files make proper ones
    }
  }

  private static List<Path> files(Path jarOrFolder) throws IOException {
    try (Stream<Path> files = Files.walk(jarOrFolder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
