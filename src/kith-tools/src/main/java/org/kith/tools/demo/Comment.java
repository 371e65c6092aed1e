package org.kith.tools.demo;

import java.util.Set;

/**
 * One documented class or method.
 *
 * @param packageName for example {@code java.util}
 * @param kind class, interface, enum, record, annotation, constructor or method
 * @param title what a reader calls it: {@code Map.Entry}, {@code HashMap.put(K, V)}
 * @param modifiers as in the source, those that an interface implies included
 * @param since the first feature release that has it (8 for "1.8"); 0 when nothing says so
 * @param sentence the first sentence of the comment, as plain text
 * @param text the whole comment with what it says of parameters, results and exceptions
 */
record Comment(
    String packageName,
    String kind,
    String title,
    Set<String> modifiers,
    int since,
    String sentence,
    String text) {

  /** What is indexed and embedded: the title's words count like any of the comment's. */
  String words() {
    return title + ' ' + text;
  }
}
