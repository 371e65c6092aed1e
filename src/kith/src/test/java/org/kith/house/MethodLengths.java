package org.kith.house;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;

/// Measures methods in lines, from their first annotation to the closing brace.
final class MethodLengths extends TreeScanner<Void, CompilationUnitTree> {
  record Method(String file, String name, int line, int lines) {
    @Override
    public String toString() {
      return file + ":" + line + ": " + name + " has " + lines + " lines";
    }
  }

  private final SourcePositions positions;
  private final List<Method> methods = new ArrayList<>();

  private MethodLengths(SourcePositions positions) {
    this.positions = positions;
  }

  static List<Method> of(List<Path> files) throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var manager = compiler.getStandardFileManager(null, null, null)) {
      var sources = manager.getJavaFileObjectsFromPaths(files);
      var task = (JavacTask) compiler.getTask(null, manager, null, null, null, sources);
      var lengths = new MethodLengths(Trees.instance(task).getSourcePositions());
      for (CompilationUnitTree unit : task.parse()) {
        lengths.scan(unit, unit);
      }
      return lengths.methods;
    }
  }

  @Override
  public Void visitMethod(MethodTree method, CompilationUnitTree unit) {
    LineMap lines = unit.getLineMap();
    int first = (int) lines.getLineNumber(positions.getStartPosition(unit, method));
    int last = (int) lines.getLineNumber(positions.getEndPosition(unit, method));
    String file = Repository.name(Path.of(unit.getSourceFile().toUri()));
    methods.add(new Method(file, method.getName().toString(), first, last - first + 1));
    return super.visitMethod(method, unit);
  }
}
