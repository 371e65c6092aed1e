package org.kith.tools.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextSourceTest {
  @TempDir private Path home;

  /** Counts parts. */
  private static final class Counter implements Parts {
    private final AtomicLong total = new AtomicLong();
    private final AtomicLong done = new AtomicLong();

    @Override
    public void total(long parts) {
      total.addAndGet(parts);
    }

    @Override
    public void done(long parts) {
      done.addAndGet(parts);
    }
  }

  @Test
  void readsExportedPackagesOfTheSources() throws IOException {
    String published = source("java.util", "List");
    String internal = source("jdk.internal.util", "Hidden");
    Files.createDirectory(home.resolve("lib"));
    try (var zip = new ZipOutputStream(Files.newOutputStream(home.resolve("lib/src.zip")))) {
      add(zip, "java.base/java/util/List.java", published);
      add(zip, "java.base/java/util/package-info.java", "package java.util;");
      add(zip, "java.base/jdk/internal/util/Hidden.java", internal);
      add(zip, "java.base/java/util/notes.txt", "no source");
    }
    TextSource source = TextSource.ofJdk(home, ToolProvider.getSystemJavaCompiler());
    assertNull(source.advice());
    Counter parts = new Counter();
    List<Comment> comments = source.reader().read(parts);
    assertEquals(List.of("List"), comments.stream().map(Comment::title).toList());
    assertEquals("java.util", comments.getFirst().packageName());
    assertEquals(1, parts.total.get());
    assertEquals(1, parts.done.get());
  }

  private static String source(String packageName, String type) {
    String comment = "Holds things in an order that its user decides, as long as there is room.";
    return "package " + packageName + ";\n/** " + comment + " */\npublic class " + type + " {}";
  }

  private static void add(ZipOutputStream zip, String name, String content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }

  @Test
  void withoutSourcesSaysWhatToInstall() {
    TextSource source = TextSource.ofJdk(home, ToolProvider.getSystemJavaCompiler());
    String advice = source.advice();
    assertTrue(advice.contains(home.resolve("lib").resolve("src.zip").toString()), advice);
    assertTrue(advice.contains("openjdk-" + Runtime.version().feature() + "-source"), advice);
    assertFalse(source.key().equals(TextSource.ofJdk().key()), "kept apart in the cache");
  }

  @Test
  void withoutSourcesReadsDeclarations() throws IOException {
    Counter parts = new Counter();
    List<Comment> found = ClassNames.comments("java.base/java/util/zip"::equals, parts);
    assertEquals(parts.total.get(), parts.done.get());
    Comment update =
        found.stream()
            .filter(c -> c.title().equals("CRC32.update(byte[], int, int)"))
            .findAny()
            .get();
    assertEquals("java.util.zip", update.packageName());
    assertEquals("method", update.kind());
    assertEquals(Set.of("public"), update.modifiers());
    assertEquals("public void update(byte[], int, int)", update.sentence());
    assertTrue(found.stream().anyMatch(c -> c.kind().equals("interface")));
    assertTrue(found.stream().anyMatch(c -> c.title().equals("ZipFile(File)")));
    assertTrue(found.stream().noneMatch(c -> c.title().startsWith("ZipFile.Source")), "private");
  }
}
