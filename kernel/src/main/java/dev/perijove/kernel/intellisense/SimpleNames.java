package dev.perijove.kernel.intellisense;

import com.sun.source.tree.Scope;
import dev.perijove.kernel.engine.ProgramView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.lang.model.element.Element;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.TypeDeclSnippet;

/** Names that mean something without a dot before them: the program's own, and keywords. */
final class SimpleNames {

  private static final String INSTANCE = "instance";
  private static final List<String> KEYWORDS =
      List.of(
          "abstract",
          "assert",
          "boolean",
          "break",
          "byte",
          "case",
          "catch",
          "char",
          "class",
          "continue",
          "default",
          "do",
          "double",
          "else",
          "enum",
          "extends",
          "false",
          "final",
          "finally",
          "float",
          "for",
          "if",
          "implements",
          "import",
          "instanceof",
          "int",
          "interface",
          "long",
          "new",
          "non-sealed",
          "null",
          "permits",
          "private",
          "protected",
          "public",
          "record",
          "return",
          "sealed",
          "short",
          "static",
          "super",
          "switch",
          "synchronized",
          "this",
          "throw",
          "throws",
          "true",
          "try",
          "var",
          "void",
          "volatile",
          "while",
          "yield");

  private SimpleNames() {}

  /**
   * By name. An inner name hides an outer one.
   *
   * @param code attributed up to the name
   */
  static Map<String, List<Completion>> of(ProgramView program, Cursor cursor, AttributedCode code) {
    Map<String, List<Completion>> names = new LinkedHashMap<>();
    if (!cursor.isNew() && !cursor.isImport()) {
      code.here().ifPresent(path -> locals(names, code.trees().getScope(path)));
      JShell shell = program.shell();
      shell
          .variables()
          .forEach(
              variable -> {
                if (!names.containsKey(variable.name())) {
                  add(names, variable.name(), INSTANCE, TypeText.shorten(variable.typeName()));
                }
              });
      shell.methods().forEach(method -> add(names, method.name(), "function", signature(method)));
      if (!cursor.name().isEmpty()) {
        KEYWORDS.forEach(word -> add(names, word, "keyword", ""));
      }
    }
    program.shell().types().forEach(type -> add(names, type.name(), kind(type), ""));
    return names;
  }

  private static void locals(Map<String, List<Completion>> names, Scope innermost) {
    for (Scope scope = innermost; scope != null; scope = scope.getEnclosingScope()) {
      for (Element element : scope.getLocalElements()) {
        String name = element.getSimpleName().toString();
        boolean isVariable =
            switch (element.getKind()) {
              case LOCAL_VARIABLE,
                  PARAMETER,
                  EXCEPTION_PARAMETER,
                  RESOURCE_VARIABLE,
                  BINDING_VARIABLE ->
                  true;
              default -> false;
            };
        if (isVariable && !names.containsKey(name)) {
          add(names, name, INSTANCE, TypeText.of(element.asType()));
        }
      }
    }
  }

  private static void add(
      Map<String, List<Completion>> names, String name, String kind, String signature) {
    names
        .computeIfAbsent(name, each -> new ArrayList<>())
        .add(new Completion(name, kind, signature));
  }

  /** JShell writes {@code (int,String)boolean}. */
  private static String signature(MethodSnippet method) {
    String all = method.signature();
    int end = all.lastIndexOf(')');
    String result = TypeText.shorten(all.substring(end + 1).strip());
    return "(" + TypeText.shorten(method.parameterTypes()) + ") → " + result;
  }

  private static String kind(TypeDeclSnippet type) {
    return switch (type.subKind()) {
      case INTERFACE_SUBKIND, ANNOTATION_TYPE_SUBKIND -> "interface";
      case ENUM_SUBKIND -> "enum";
      default -> "class";
    };
  }

  /** What a name is that only JShell knows, by Java's habits. */
  static String guess(String name, boolean called, Cursor cursor) {
    if (Character.isUpperCase(name.codePointAt(0))) {
      return name.length() > 1 && name.equals(name.toUpperCase(Locale.ROOT)) && !cursor.isImport()
          ? "field"
          : "class";
    }
    if (called) {
      return "function";
    }
    return cursor.isImport() || cursor.isMember() ? "module" : INSTANCE;
  }
}
