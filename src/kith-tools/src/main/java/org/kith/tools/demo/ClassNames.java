package org.kith.tools.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.AccessFlags;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.lang.reflect.AccessFlag;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the running JDK says of itself without its sources: the declarations of its public classes
 * and methods stand where their comments would.
 */
final class ClassNames {
  /** The flags that a programmer writes as modifiers. */
  private static final Set<AccessFlag> MODIFIERS =
      Set.of(
          AccessFlag.PUBLIC,
          AccessFlag.PROTECTED,
          AccessFlag.STATIC,
          AccessFlag.FINAL,
          AccessFlag.ABSTRACT,
          AccessFlag.SYNCHRONIZED,
          AccessFlag.NATIVE);

  private ClassNames() {}

  /**
   * Declarations in the accepted folders, in the order of their names.
   *
   * @param folders module and package, as in {@code java.base/java/util}
   */
  static List<Comment> comments(Predicate<String> folders, Parts parts) throws IOException {
    Path modules = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules");
    List<Path> files;
    try (Stream<Path> all = Files.walk(modules)) {
      files =
          all.filter(file -> file.toString().endsWith(".class"))
              .filter(file -> folders.test(modules.relativize(file.getParent()).toString()))
              .sorted()
              .toList();
    }
    parts.total(files.size());
    try {
      return files.parallelStream().flatMap(file -> declarations(file, parts).stream()).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static List<Comment> declarations(Path file, Parts parts) {
    try {
      ClassModel model = ClassFile.of().parse(Files.readAllBytes(file));
      parts.done(1);
      boolean local = model.findAttribute(Attributes.enclosingMethod()).isPresent();
      return local || !isOpen(model.flags()) ? List.of() : declarations(model);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isOpen(AccessFlags flags) {
    return (flags.has(AccessFlag.PUBLIC) || flags.has(AccessFlag.PROTECTED))
        && !flags.has(AccessFlag.SYNTHETIC);
  }

  private static List<Comment> declarations(ClassModel model) {
    ClassDesc type = model.thisClass().asSymbol();
    String kind = kind(model.flags());
    List<Comment> found = new ArrayList<>();
    found.add(comment(type, kind, simple(type), model.flags(), kind + ' ' + simple(type)));
    for (MethodModel method : model.methods()) {
      if (isOpen(method.flags())) {
        found.add(declaration(type, method));
      }
    }
    return found;
  }

  private static String kind(AccessFlags flags) {
    if (flags.has(AccessFlag.ANNOTATION)) {
      return "annotation";
    }
    if (flags.has(AccessFlag.ENUM)) {
      return "enum";
    }
    return flags.has(AccessFlag.INTERFACE) ? "interface" : "class";
  }

  private static Comment declaration(ClassDesc type, MethodModel method) {
    var shape = method.methodTypeSymbol();
    String parameters =
        shape.parameterList().stream()
            .map(ClassNames::simple)
            .collect(Collectors.joining(", ", "(", ")"));
    String name = method.methodName().stringValue();
    if (name.equals("<init>")) {
      String title = simple(type) + parameters;
      return comment(type, "constructor", title, method.flags(), title);
    }
    String title = simple(type) + '.' + name + parameters;
    String declaration = simple(shape.returnType()) + ' ' + name + parameters;
    return comment(type, "method", title, method.flags(), declaration);
  }

  private static Comment comment(
      ClassDesc type, String kind, String title, AccessFlags flags, String declaration) {
    Set<String> modifiers =
        flags.flags().stream()
            .filter(MODIFIERS::contains)
            .map(flag -> flag.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.toCollection(TreeSet::new));
    String sentence = String.join(" ", modifiers) + ' ' + declaration;
    String text = String.join(" ", type.packageName(), title, sentence);
    return new Comment(type.packageName(), kind, title, modifiers, 0, sentence, text);
  }

  /** The name within the package: {@code Map.Entry}, {@code int[]}. */
  private static String simple(ClassDesc type) {
    return type.displayName().replace('$', '.');
  }
}
