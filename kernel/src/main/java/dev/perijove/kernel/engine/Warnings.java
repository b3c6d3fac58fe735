package dev.perijove.kernel.engine;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.VarSnippet;

/** Collects, over one cell, what JShell does silently and a person would want to know. */
final class Warnings {

  private final Program program;
  private final Set<String> said = new LinkedHashSet<>();
  private final Set<Snippet> declared = new LinkedHashSet<>();

  Warnings(Program program) {
    this.program = program;
  }

  void note(List<SnippetEvent> events) {
    for (SnippetEvent event : events) {
      Snippet cause = event.causeSnippet();
      if (cause == null) {
        if (event.snippet() instanceof DeclarationSnippet) {
          declared.add(event.snippet());
        }
        if (program.wantsLint() && event.status() != Status.REJECTED && !program.hasEnded()) {
          program
              .shell()
              .diagnostics(event.snippet())
              .filter(diag -> !diag.isError())
              .forEach(diag -> said.add(String.join(" ", Problem.of(diag).lines())));
        }
      } else if (event.snippet() instanceof VarSnippet variable
          && cause instanceof TypeDeclSnippet type) {
        said.add(
            "variable "
                + variable.name()
                + " is empty again: "
                + describe(type)
                + " was redefined");
      }
    }
  }

  List<String> soFar() {
    return List.copyOf(said);
  }

  /** With what the cell declared and cannot be used yet. */
  List<String> atEndOfCell() {
    List<String> all = new ArrayList<>(said);
    for (Snippet snippet : declared) {
      Status status = program.shell().status(snippet);
      if (snippet instanceof DeclarationSnippet declaration
          && (status == Status.RECOVERABLE_DEFINED || status == Status.RECOVERABLE_NOT_DEFINED)) {
        String missing = Unresolved.of(declaration, program.shell()).names();
        all.add(describe(declaration) + " cannot be used until defined: " + missing);
      }
    }
    return List.copyOf(all);
  }

  /** {@code method boom()}, {@code class Tree}. */
  static String describe(DeclarationSnippet snippet) {
    if (snippet instanceof MethodSnippet method) {
      return "method " + method.name() + "(" + method.parameterTypes() + ")";
    }
    if (snippet instanceof TypeDeclSnippet type) {
      return switch (type.subKind()) {
            case INTERFACE_SUBKIND -> "interface ";
            case ENUM_SUBKIND -> "enum ";
            case RECORD_SUBKIND -> "record ";
            case ANNOTATION_TYPE_SUBKIND -> "annotation ";
            default -> "class ";
          }
          + type.name();
    }
    return "variable " + snippet.name();
  }
}
