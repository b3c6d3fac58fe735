package dev.perijove.kernel.intellisense;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ErroneousTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import dev.perijove.kernel.engine.JavaTokens;
import dev.perijove.kernel.engine.ProgramView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Code up to a cursor, attributed by javac against the program's own classes, with a name of ours
 * put where the person is about to write one.
 *
 * @param here where that name stands: an identifier, or the selection of a member
 * @param isReference the name follows {@code ::}
 */
record AttributedCode(JavacTask task, Trees trees, Optional<TreePath> here, boolean isReference) {

  private static final String HERE = "$here$";

  /**
   * @param written how many chars of the name are there already
   */
  static AttributedCode of(ProgramView program, CodeContext context, int written) {
    String upToName = context.unit().substring(0, context.unit().length() - written);
    boolean isReference = upToName.stripTrailing().endsWith("::");
    // A call can stand where a bare name or a reference without its target cannot.
    String upToHere =
        isReference ? upToName.substring(0, upToName.lastIndexOf("::")) + "." : upToName;
    JavacTask task =
        program.attributing(program.header(context.imports()) + closed(upToHere + HERE + "()"));
    try {
      CompilationUnitTree unit = task.parse().iterator().next();
      task.analyze();
      return new AttributedCode(task, Trees.instance(task), find(unit), isReference);
    } catch (IOException e) {
      throw new UncheckedIOException("a source in memory could not be read", e);
    }
  }

  /** The code with what would close its open brackets: the parser then keeps all of it. */
  private static String closed(String code) {
    Deque<String> open = new ArrayDeque<>();
    for (JavaTokens.Token token : JavaTokens.withoutComments(code)) {
      switch (token.text(code)) {
        case "(" -> open.push(")");
        case "[" -> open.push("]");
        case "{" -> open.push("\n;}");
        case ")", "]", "}" -> open.poll();
        default -> {}
      }
    }
    return code + String.join("", open);
  }

  private static Optional<TreePath> find(CompilationUnitTree unit) {
    List<TreePath> paths = new ArrayList<>();
    new TreePathScanner<Boolean, Boolean>() {
      @Override
      public Boolean visitMemberSelect(MemberSelectTree tree, Boolean unused) {
        if (tree.getIdentifier().contentEquals(HERE)) {
          paths.add(getCurrentPath());
        }
        return super.visitMemberSelect(tree, true);
      }

      @Override
      public Boolean visitIdentifier(IdentifierTree tree, Boolean unused) {
        if (tree.getName().contentEquals(HERE)) {
          paths.add(getCurrentPath());
        }
        return super.visitIdentifier(tree, true);
      }

      /** What the parser could make no sense of is set aside here. */
      @Override
      public Boolean visitErroneous(ErroneousTree tree, Boolean unused) {
        return scan(tree.getErrorTrees(), true);
      }
    }.scan(unit, true);
    return paths.stream().findFirst();
  }
}
