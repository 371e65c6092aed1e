package org.kith.tools.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.kith.tools.demo.SourceComments.Source;

class SourceCommentsTest {
  private static final String SOURCE =
      """
      package a.b;

      /**
       * Holds things &amp; counts them, as a {@code Box} does. It has <em>no</em> limit
       * but memory, see {@link java.util.List#add(Object)}.
       *
       * @param <T> the kind of things
       * @since 1.4
       */
      public abstract class Box<T> {
        /** Far too short. */
        public static final int SIZE = 1;

        /** Short as well. */
        public Box() {}

        /**
         * Makes a box that holds the things of another one, in the same order as there.
         */
        protected Box(java.util.Map<? super T, int[]> other, String... names) {}

        /**
         * {@return how often the thing was put in, which is zero for those that were not}
         *
         * @param thing to be counted
         * @throws NullPointerException if it is null
         * @since 9
         */
        public abstract synchronized int count(T thing);

        /** Nobody outside needs to know of this method, long as its comment may be. */
        private void hidden() {}

        /// Says, in *Markdown* with `code` and a link to [the list][java.util.List], what to do
        /// with each thing.
        public interface Each {
          /** Is called with every thing of the box, one after the other, in their order. */
          void thing(Object thing);
        }

        /** What is inside a class that nobody outside can see is not to be seen either. */
        static class Inner {
          /** This would be long enough and public, but it is inside a hidden class. */
          public void method() {}
        }
      }
      """;

  private static Map<String, Comment> parse() throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    List<Comment> comments =
        SourceComments.of(compiler, List.of(new Source("a/b/Box.java", SOURCE)));
    return comments.stream().collect(Collectors.toMap(Comment::title, Function.identity()));
  }

  @Test
  void findsWhatIsPublishedAndLongEnough() throws IOException {
    Set<String> expected =
        Set.of("Box", "Box(Map, String[])", "Box.count(T)", "Box.Each", "Box.Each.thing(Object)");
    assertEquals(expected, parse().keySet());
  }

  @Test
  void readsMetadata() throws IOException {
    Map<String, Comment> found = parse();
    Comment count = found.get("Box.count(T)");
    assertEquals("a.b", count.packageName());
    assertEquals("method", count.kind());
    assertEquals(Set.of("public", "abstract", "synchronized"), count.modifiers());
    assertEquals(9, count.since());
    assertEquals("class", found.get("Box").kind());
    assertEquals(4, found.get("Box").since());
    assertEquals("constructor", found.get("Box(Map, String[])").kind());
    assertEquals(4, found.get("Box(Map, String[])").since(), "as old as its class");
    assertEquals(Set.of("public"), found.get("Box.Each.thing(Object)").modifiers(), "implied");
  }

  @Test
  void turnsMarkupIntoPlainText() throws IOException {
    Map<String, Comment> found = parse();
    assertEquals(
        "Holds things & counts them, as a Box does. It has no limit but memory, see List.add."
            + " T the kind of things",
        found.get("Box").text());
    assertEquals("Holds things & counts them, as a Box does.", found.get("Box").sentence());
    assertEquals(
        "Returns how often the thing was put in, which is zero for those that were not."
            + " thing to be counted NullPointerException if it is null",
        found.get("Box.count(T)").text());
    assertEquals(
        "Says, in *Markdown* with code and a link to the list, what to do with each thing.",
        found.get("Box.Each").sentence());
  }

  @Test
  void understandsReleases() {
    assertEquals(8, SourceComments.release("1.8", 0));
    assertEquals(1, SourceComments.release("JDK1.0", 0));
    assertEquals(4, SourceComments.release("1.4.2", 0));
    assertEquals(21, SourceComments.release("21", 0));
    assertEquals(6, SourceComments.release("1.6, JAXB 2.0", 0));
    assertEquals(5, SourceComments.release("long ago", 5));
  }

  @Test
  void survivesSourcesThatDoNotParse() throws IOException {
    var broken = new Source("a/Broken.java", "/** " + "word ".repeat(20) + "*/ public class {");
    var compiler = ToolProvider.getSystemJavaCompiler();
    assertFalse(
        SourceComments.of(compiler, List.of(broken, new Source("a/b/Box.java", SOURCE))).isEmpty());
  }
}
