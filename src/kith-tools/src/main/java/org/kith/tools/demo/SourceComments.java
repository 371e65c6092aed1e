package org.kith.tools.demo;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.SinceTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;

/**
 * Finds the documented classes and methods of Java sources with the JDK's own parser: those that
 * are public or protected, as what is around them is.
 */
final class SourceComments extends TreePathScanner<Void, SourceComments.Owner> {
  /** Shorter comments say little that their name does not. */
  static final int MIN_CHARACTERS = 60;

  private static final Pattern TYPE_NOISE = Pattern.compile("<[^<>]*>|@\\w+ |\\w+\\.(?=\\w)");
  private static final Pattern RELEASE = Pattern.compile("(?:JDK)?(\\d+)(?:\\.(\\d+))?.*");

  /** The class around a member; members are as old as it unless they say otherwise. */
  record Owner(String name, boolean openMembers, int since) {}

  /** A source file in memory. */
  static final class Source extends SimpleJavaFileObject {
    private final String content;

    /**
     * @param path the file's place below the source root, {@code java/util/List.java}
     */
    Source(String path, String content) {
      super(URI.create("memory:///" + path), JavaFileObject.Kind.SOURCE);
      this.content = content;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return content;
    }
  }

  private final DocTrees trees;
  private final CommentText plain;
  private final List<Comment> found;
  private String packageName = "";

  private SourceComments(DocTrees trees, List<Comment> found) {
    this.trees = trees;
    this.plain = new CommentText(trees);
    this.found = found;
  }

  /** Comments of these files in their order. Files that do not parse give what was understood. */
  static List<Comment> of(JavaCompiler compiler, List<Source> sources) throws IOException {
    var options = List.of("-proc:none");
    var task =
        (JavacTask) compiler.getTask(Writer.nullWriter(), null, _ -> {}, options, null, sources);
    var found = new ArrayList<Comment>();
    var scanner = new SourceComments(DocTrees.instance(task), found);
    for (CompilationUnitTree unit : task.parse()) {
      scanner.packageName = String.valueOf(unit.getPackageName());
      scanner.scan(unit, new Owner("", false, 0));
    }
    return found;
  }

  @Override
  public Void visitClass(ClassTree tree, Owner owner) {
    Set<String> modifiers = modifiers(tree.getModifiers(), owner);
    if (!isOpen(modifiers)) {
      return null;
    }
    String name = qualified(owner, tree.getSimpleName().toString());
    String kind = tree.getKind().toString().toLowerCase(Locale.ROOT).replace("_type", "");
    int since = add(kind, name, modifiers, owner);
    boolean openMembers = kind.equals("interface") || kind.equals("annotation");
    return super.visitClass(tree, new Owner(name, openMembers, since));
  }

  @Override
  public Void visitMethod(MethodTree tree, Owner owner) {
    Set<String> modifiers = modifiers(tree.getModifiers(), owner);
    if (isOpen(modifiers)) {
      boolean constructor = tree.getReturnType() == null;
      String name = constructor ? owner.name : qualified(owner, tree.getName().toString());
      String parameters =
          tree.getParameters().stream()
              .map(parameter -> simple(parameter.getType()))
              .collect(Collectors.joining(", ", "(", ")"));
      add(constructor ? "constructor" : "method", name + parameters, modifiers, owner);
    }
    return null;
  }

  @Override
  public Void visitVariable(VariableTree tree, Owner owner) {
    return null;
  }

  private static String qualified(Owner owner, String name) {
    return owner.name.isEmpty() ? name : owner.name + '.' + name;
  }

  /** {@code java.util.Map<K, ? extends V>[]} is {@code Map[]}. */
  private static String simple(Tree type) {
    String name = String.valueOf(type);
    for (String before = ""; !before.equals(name); ) {
      before = name;
      name = TYPE_NOISE.matcher(name).replaceAll("");
    }
    return name;
  }

  /** Adds the element at the current path if its comment is worth it; returns its release. */
  private int add(String kind, String title, Set<String> modifiers, Owner owner) {
    DocCommentTree comment = trees.getDocCommentTree(getCurrentPath());
    if (comment == null) {
      return owner.since;
    }
    int since = owner.since;
    for (var tag : comment.getBlockTags()) {
      if (tag instanceof SinceTree sinceTree) {
        since = release(plain.of(sinceTree.getBody()), since);
      }
    }
    String text =
        (plain.of(comment.getFullBody()) + ' ' + plain.of(comment.getBlockTags())).strip();
    if (text.length() >= MIN_CHARACTERS) {
      String sentence = plain.of(comment.getFirstSentence());
      found.add(new Comment(packageName, kind, title, modifiers, since, sentence, text));
    }
    return since;
  }

  private static Set<String> modifiers(ModifiersTree tree, Owner owner) {
    Set<String> modifiers = new TreeSet<>();
    for (Modifier modifier : tree.getFlags()) {
      modifiers.add(modifier.toString());
    }
    if (owner.openMembers && !modifiers.contains("private")) {
      modifiers.add("public");
    }
    return modifiers;
  }

  private static boolean isOpen(Set<String> modifiers) {
    return modifiers.contains("public") || modifiers.contains("protected");
  }

  /** The feature release of a since tag: 8 for "1.8", 9 for "9", 1 for "JDK1.1"; else inherited. */
  static int release(String since, int inherited) {
    Matcher matcher = RELEASE.matcher(since);
    if (!matcher.matches()) {
      return inherited;
    }
    int first = Integer.parseInt(matcher.group(1));
    String second = matcher.group(2);
    return first == 1 && second != null ? Math.max(1, Integer.parseInt(second)) : first;
  }
}
