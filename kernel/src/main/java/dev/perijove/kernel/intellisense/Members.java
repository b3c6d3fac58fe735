package dev.perijove.kernel.intellisense;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ErroneousTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.Scope;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;

/** The members of what stands before a dot or {@code ::}, each with its type as seen from there. */
final class Members {

  /** The name put where the person is about to write one. */
  private static final String HERE = "$here$";

  private final JavacTask task;
  private final Trees trees;
  private final boolean isReference;
  private final Map<String, List<Completion>> found = new LinkedHashMap<>();

  private Members(JavacTask task, boolean isReference) {
    this.task = task;
    this.trees = Trees.instance(task);
    this.isReference = isReference;
  }

  /**
   * @param context whose unit ends with a dot or {@code ::}, and what is written of the name
   * @param written how many chars of the name are there already
   * @return by name, overloads together
   */
  static Map<String, List<Completion>> of(ProgramView program, CodeContext context, int written) {
    String upToName =
        context.unit().substring(0, context.unit().length() - written).stripTrailing();
    boolean isReference = upToName.endsWith("::");
    // A call can stand where a bare name or a reference without its target cannot.
    String upToDot = isReference ? upToName.substring(0, upToName.length() - 2) + "." : upToName;
    JavacTask task =
        program.attributing(program.header(context.imports()) + closed(upToDot + HERE + "()"));
    try {
      Members members = new Members(task, isReference);
      CompilationUnitTree unit = task.parse().iterator().next();
      task.analyze();
      members.receiver(unit).ifPresent(members::collect);
      return members.found;
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

  private Optional<TreePath> receiver(CompilationUnitTree unit) {
    List<TreePath> paths = new ArrayList<>();
    new TreePathScanner<Boolean, Boolean>() {
      @Override
      public Boolean visitMemberSelect(MemberSelectTree tree, Boolean unused) {
        add(tree.getExpression(), tree.getIdentifier().contentEquals(HERE));
        return super.visitMemberSelect(tree, true);
      }

      /** What the parser could make no sense of is set aside here. */
      @Override
      public Boolean visitErroneous(ErroneousTree tree, Boolean unused) {
        return scan(tree.getErrorTrees(), true);
      }

      private void add(ExpressionTree expression, boolean isHere) {
        if (isHere) {
          paths.add(new TreePath(getCurrentPath(), expression));
        }
      }
    }.scan(unit, true);
    return paths.stream().findFirst();
  }

  private void collect(TreePath receiver) {
    TypeMirror type = trees.getTypeMirror(receiver);
    if (type == null) {
      return;
    }
    Element element = trees.getElement(receiver);
    boolean isType = element instanceof TypeElement;
    Scope scope = trees.getScope(receiver);
    collect(type, isType, scope);
  }

  private void collect(TypeMirror type, boolean isType, Scope scope) {
    if (type instanceof IntersectionType intersection) {
      intersection.getBounds().forEach(bound -> collect(bound, isType, scope));
    } else if (type instanceof TypeVariable variable) {
      collect(variable.getUpperBound(), isType, scope);
    } else if (type instanceof WildcardType wildcard && wildcard.getExtendsBound() != null) {
      collect(wildcard.getExtendsBound(), isType, scope);
    } else if (type instanceof ArrayType && !isType) {
      add(new Completion("length", "field", "int"));
      add(new Completion("clone", "function", "() → " + TypeText.of(type)));
      collect(task.getElements().getTypeElement("java.lang.Object").asType(), false, scope);
    } else if (type instanceof DeclaredType declared
        && declared.asElement() instanceof TypeElement owner) {
      for (Element member : task.getElements().getAllMembers(owner)) {
        if (isWanted(member, isType) && trees.isAccessible(scope, member, declared)) {
          completion(member, declared).ifPresent(this::add);
        }
      }
      if (isType && !isReference) {
        add(new Completion("class", "keyword", "Class<" + TypeText.of(type) + ">"));
      }
      if (isType && isReference) {
        add(new Completion("new", "keyword", ""));
      }
    }
  }

  private boolean isWanted(Element member, boolean isType) {
    boolean isStatic = member.getModifiers().contains(Modifier.STATIC);
    return switch (member.getKind()) {
      case METHOD -> isReference || isStatic == isType || (isStatic && !isType);
      case FIELD, ENUM_CONSTANT -> !isReference && (isStatic || !isType);
      case CLASS, INTERFACE, ENUM, RECORD, ANNOTATION_TYPE -> isType && !isReference;
      default -> false;
    };
  }

  private Optional<Completion> completion(Element member, DeclaredType site) {
    String name = member.getSimpleName().toString();
    if (member instanceof TypeElement) {
      return Optional.of(new Completion(name, kind(member.getKind()), ""));
    }
    TypeMirror type = task.getTypes().asMemberOf(site, member);
    if (member instanceof ExecutableElement method && type instanceof ExecutableType executable) {
      return Optional.of(new Completion(name, "function", TypeText.signature(method, executable)));
    }
    return Optional.of(new Completion(name, "field", TypeText.of(type)));
  }

  static String kind(ElementKind kind) {
    return switch (kind) {
      case INTERFACE, ANNOTATION_TYPE -> "interface";
      case ENUM -> "enum";
      default -> "class";
    };
  }

  private void add(Completion completion) {
    found.computeIfAbsent(completion.text(), name -> new ArrayList<>()).add(completion);
  }
}
