package org.kith.store;

/// The files that a segment has from Kith, with the names that are written into them. A new layout
/// gets a new format class and new names here; these stay as they are.
public enum FileKind {
  /// One record a field; read whole when a segment is opened.
  META("kithm", "Kith1Meta"),
  /// Raw vectors, inverse norms, the documents of sparse fields.
  VECTORS("kithv", "Kith1Vectors"),
  /// Codes of vectors; absent where no field has any.
  CODES("kithc", "Kith1Codes"),
  /// Links of graphs; absent where no field has a graph or a sketch.
  GRAPH("kithg", "Kith1Graph");

  /// The first version of every layout, so far the only one.
  static final int VERSION_START = 0;

  static final int VERSION_CURRENT = VERSION_START;

  private final String extension;
  private final String codecName;

  FileKind(String extension, String codecName) {
    this.extension = extension;
    this.codecName = codecName;
  }

  /// The extension of the file's name, without the dot.
  ///
  /// @return for example `kithv`
  public String extension() {
    return extension;
  }

  /// The name in the file's header.
  String codecName() {
    return codecName;
  }
}
