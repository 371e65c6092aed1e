package org.kith.tools.demo;

import com.sun.source.doctree.DeprecatedTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.EndElementTree;
import com.sun.source.doctree.EntityTree;
import com.sun.source.doctree.EscapeTree;
import com.sun.source.doctree.IndexTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.RawTextTree;
import com.sun.source.doctree.ReferenceTree;
import com.sun.source.doctree.ReturnTree;
import com.sun.source.doctree.SpecTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.doctree.SummaryTree;
import com.sun.source.doctree.SystemPropertyTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.doctree.ThrowsTree;
import com.sun.source.doctree.UnknownBlockTagTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.SimpleDocTreeVisitor;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Turns parts of a documentation comment, HTML or Markdown, into plain text on one line. */
final class CommentText extends SimpleDocTreeVisitor<Void, Void> {
  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final Pattern SPACE_BEFORE_STOP = Pattern.compile(" ([.,;:)])");
  private static final Pattern MARKDOWN_LINK =
      Pattern.compile("\\[([^\\]]+)\\](\\[[^\\]]*\\]|\\([^)]*\\))?");
  private static final Set<String> INLINE =
      Set.of("a", "b", "code", "em", "i", "kbd", "q", "small", "span", "strong", "sub", "sup");
  private static final Set<String> NOTES = Set.of("apiNote", "implNote", "implSpec");

  private final DocTrees trees;
  private final StringBuilder text = new StringBuilder();

  CommentText(DocTrees trees) {
    this.trees = trees;
  }

  /** The plain text of these parts; tags that only refer elsewhere leave nothing. */
  String of(List<? extends DocTree> parts) {
    text.setLength(0);
    visit(parts, null);
    String line = SPACES.matcher(text).replaceAll(" ").strip();
    return SPACE_BEFORE_STOP.matcher(line).replaceAll("$1");
  }

  private Void block(DocTree name, List<? extends DocTree> description) {
    text.append(' ');
    if (name != null) {
      name.accept(this, null);
      text.append(' ');
    }
    return visit(description, null);
  }

  @Override
  public Void visitText(TextTree tree, Void unused) {
    text.append(tree.getBody());
    return null;
  }

  @Override
  public Void visitRawText(RawTextTree tree, Void unused) {
    String plain = MARKDOWN_LINK.matcher(tree.getContent()).replaceAll("$1");
    text.append(plain.replace("`", "").replace("**", ""));
    return null;
  }

  @Override
  public Void visitLiteral(LiteralTree tree, Void unused) {
    return tree.getBody().accept(this, null);
  }

  @Override
  public Void visitLink(LinkTree tree, Void unused) {
    return tree.getLabel().isEmpty()
        ? tree.getReference().accept(this, null)
        : visit(tree.getLabel(), null);
  }

  /** {@code java.util.List#add(E)} reads {@code List.add}, and {@code #add(E)} just {@code add}. */
  @Override
  public Void visitReference(ReferenceTree tree, Void unused) {
    String signature = tree.getSignature();
    int end = signature.indexOf('(');
    String name = end < 0 ? signature : signature.substring(0, end);
    int member = name.indexOf('#');
    String type = member < 0 ? name : name.substring(0, member);
    text.append(type.substring(type.lastIndexOf('.') + 1));
    if (member >= 0) {
      text.append(member > 0 ? "." : "").append(name, member + 1, name.length());
    }
    return null;
  }

  @Override
  public Void visitEntity(EntityTree tree, Void unused) {
    String characters = trees.getCharacters(tree);
    text.append(characters == null ? " " : characters);
    return null;
  }

  @Override
  public Void visitEscape(EscapeTree tree, Void unused) {
    text.append(tree.getBody());
    return null;
  }

  @Override
  public Void visitStartElement(StartElementTree tree, Void unused) {
    return element(tree.getName().toString());
  }

  @Override
  public Void visitEndElement(EndElementTree tree, Void unused) {
    return element(tree.getName().toString());
  }

  private Void element(String name) {
    text.append(INLINE.contains(name) ? "" : " ");
    return null;
  }

  @Override
  public Void visitIndex(IndexTree tree, Void unused) {
    return tree.getSearchTerm().accept(this, null);
  }

  @Override
  public Void visitSystemProperty(SystemPropertyTree tree, Void unused) {
    text.append(tree.getPropertyName());
    return null;
  }

  @Override
  public Void visitSummary(SummaryTree tree, Void unused) {
    return visit(tree.getSummary(), null);
  }

  @Override
  public Void visitReturn(ReturnTree tree, Void unused) {
    text.append(tree.isInline() ? "Returns " : " ");
    visit(tree.getDescription(), null);
    text.append(tree.isInline() ? "." : "");
    return null;
  }

  @Override
  public Void visitParam(ParamTree tree, Void unused) {
    text.append(' ').append(tree.getName().getName());
    return block(null, tree.getDescription());
  }

  @Override
  public Void visitThrows(ThrowsTree tree, Void unused) {
    return block(tree.getExceptionName(), tree.getDescription());
  }

  @Override
  public Void visitDeprecated(DeprecatedTree tree, Void unused) {
    return block(null, tree.getBody());
  }

  @Override
  public Void visitSpec(SpecTree tree, Void unused) {
    return block(null, tree.getTitle());
  }

  @Override
  public Void visitUnknownBlockTag(UnknownBlockTagTree tree, Void unused) {
    return NOTES.contains(tree.getTagName()) ? block(null, tree.getContent()) : null;
  }
}
