package dev.perijove.kernel.intellisense;

import dev.perijove.kernel.engine.CodePart;
import dev.perijove.kernel.engine.CodePart.Form;
import dev.perijove.kernel.engine.ProgramView;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The code before a cursor, dressed as one snippet.
 *
 * <p>JShell's analysis sees one snippet and neither the cell's other lines nor the parameters and
 * variables of a method at the top level. So what the cell declares elsewhere is put before the
 * cursor's own statement, inside a class.
 *
 * @param code for JShell; the cursor is at its end
 * @param unit for javac: a class, likewise up to the cursor
 * @param imports of the cell itself, for javac
 * @param shift what to take from a position in {@code code} for the position in the cell
 */
record CodeContext(String code, String unit, List<String> imports, int shift) {

  private static final String CLASS = "class $W {";
  private static final String BODY = " void $m() throws Throwable {";

  /**
   * @param before the cell up to the cursor
   * @param after the rest of it
   */
  static CodeContext of(ProgramView program, String before, String after) {
    List<CodePart> others = new ArrayList<>(program.parts(before));
    CodePart current = new CodePart("", before.length(), Form.STATEMENT);
    if (!others.isEmpty()) {
      CodePart last = others.get(others.size() - 1);
      if (!ProgramView.mayBeginStatement(last.code())) {
        current = last;
        others.remove(others.size() - 1);
      }
    }
    others.addAll(below(program, after));
    List<String> imports = codes(others, Form.IMPORT);
    String members = joined(codes(others, Form.TYPE)) + joined(codes(others, Form.METHOD));
    List<String> variables = codes(others, Form.VARIABLE);
    String enclosing;
    String code;
    if (current.form() == Form.METHOD || current.form() == Form.TYPE) {
      List<String> fields =
          variables.stream().filter(variable -> !variable.startsWith("var")).toList();
      enclosing = CLASS + joined(fields) + members;
      code = enclosing + current.code();
      return new CodeContext(code, code, imports, enclosing.length() - current.offset());
    }
    enclosing = CLASS + members + BODY + joined(variables);
    String unit = enclosing + current.code();
    boolean alone = current.form() == Form.IMPORT || (members.isEmpty() && variables.isEmpty());
    return alone
        ? new CodeContext(current.code(), unit, imports, -current.offset())
        : new CodeContext(unit, unit, imports, enclosing.length() - current.offset());
  }

  /** What the cell declares below the cursor's line; variables there are of no use above. */
  private static List<CodePart> below(ProgramView program, String after) {
    int line = after.indexOf('\n');
    if (line < 0) {
      return List.of();
    }
    return program.finishedParts(after.substring(line)).stream()
        .filter(part -> part.form() == Form.METHOD || part.form() == Form.TYPE)
        .toList();
  }

  private static List<String> codes(List<CodePart> parts, Form form) {
    return parts.stream()
        .filter(part -> part.form() == form)
        .map(part -> finished(part.code().strip()))
        .toList();
  }

  private static String finished(String code) {
    return code.endsWith(";") || code.endsWith("}") ? code : code + "\n;";
  }

  private static String joined(List<String> codes) {
    return codes.stream().map(code -> code + "\n").collect(Collectors.joining());
  }

  /** The place in the cell, in chars, of a place in {@link #code}. */
  int toCell(int position) {
    return position - shift;
  }
}
