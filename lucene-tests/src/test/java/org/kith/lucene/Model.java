package org.kith.lucene;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorEncoding;
import org.apache.lucene.index.VectorSimilarityFunction;

/// What an index should hold: the oracle of random operations.
public final class Model {
  /// The document's own number, stored.
  public static final String ID = "id";

  /// A word that every fewer documents share, for filters that accept many or few.
  public static final String GROUP = "group";

  /// What index sorting goes by.
  public static final String ORDER = "order";

  private static final int GROUPS = 8;

  /// One document.
  ///
  /// @param group its [#GROUP]
  /// @param values by field; fields may be absent
  public record Entry(String group, Map<VectorField, Object> values) {}

  private final List<VectorField> fields;
  private final Map<String, Entry> entries = new TreeMap<>();
  private int nextId;

  private Model(List<VectorField> fields) {
    this.fields = fields;
  }

  /// An empty model with a field of each encoding and similarity.
  public static Model empty(Random random) {
    List<VectorField> fields = new ArrayList<>();
    for (VectorEncoding encoding : VectorEncoding.values()) {
      for (VectorSimilarityFunction similarity : VectorSimilarityFunction.values()) {
        String name = encoding + "-" + similarity;
        fields.add(new VectorField(name, encoding, similarity, 1 + random.nextInt(40)));
      }
    }
    return new Model(fields);
  }

  /// Fields that any document may have.
  public List<VectorField> fields() {
    return fields;
  }

  /// Documents by id.
  public Map<String, Entry> entries() {
    return entries;
  }

  /// An id that no document of this model had before.
  public String newId() {
    return Integer.toString(nextId++);
  }

  /// Some document's id; null if there is none.
  public String anyId(Random random) {
    List<String> ids = List.copyOf(entries.keySet());
    return ids.isEmpty() ? null : ids.get(random.nextInt(ids.size()));
  }

  /// Adds or replaces a document. Values may be those of another document.
  ///
  /// @return it, for the index
  public Document put(String id, Random random) {
    int group = Math.min(GROUPS - 1, Integer.numberOfTrailingZeros(random.nextInt() | 1 << 20));
    Entry entry = new Entry(groupName(group), new HashMap<>());
    String other = anyId(random);
    for (VectorField field : fields) {
      // The later a field, the sparser; the first is dense.
      if (random.nextInt(fields.size()) >= fields.indexOf(field)) {
        Object known = other == null ? null : entries.get(other).values.get(field);
        boolean again = known != null && random.nextInt(10) < (isCrowded(field) ? 9 : 1);
        entry.values.put(field, again ? known : field.draw(random));
      }
    }
    entries.put(id, entry);
    return document(id, entry, random);
  }

  /// Most documents have the vector of another one: the hardest for a graph.
  private boolean isCrowded(VectorField field) {
    return fields.indexOf(field) % 4 == 1;
  }

  private static Document document(String id, Entry entry, Random random) {
    Document document = new Document();
    document.add(new StringField(ID, id, Field.Store.YES));
    document.add(new StringField(GROUP, entry.group, Field.Store.NO));
    document.add(new NumericDocValuesField(ORDER, random.nextInt(1000)));
    entry.values.forEach((field, value) -> document.add(field.of(value)));
    return document;
  }

  private static String groupName(int group) {
    return "g" + group;
  }

  /// A group that may be empty.
  public Term anyGroup(Random random) {
    return new Term(GROUP, groupName(random.nextInt(GROUPS)));
  }

  /// Takes over all documents of another model with the same fields.
  public void addAll(Model other) {
    entries.putAll(other.entries);
  }

  /// A model that does not change with this one.
  public Model copy() {
    Model copy = new Model(fields);
    copy.nextId = nextId;
    copy.entries.putAll(entries);
    return copy;
  }

  /// An empty model with the same fields and other ids.
  public Model sibling() {
    Model sibling = new Model(fields);
    sibling.nextId = nextId + (1 << 20);
    nextId = sibling.nextId + (1 << 19);
    return sibling;
  }
}
