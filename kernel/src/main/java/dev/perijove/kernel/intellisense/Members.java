package dev.perijove.kernel.intellisense;

import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.Scope;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.util.ArrayList;
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

  private final JavacTask task;
  private final Trees trees;
  private final boolean isReference;
  private final Map<String, List<Completion>> found = new LinkedHashMap<>();

  private Members(AttributedCode code) {
    this.task = code.task();
    this.trees = code.trees();
    this.isReference = code.isReference();
  }

  /** By name, overloads together. */
  static Map<String, List<Completion>> of(AttributedCode code) {
    Members members = new Members(code);
    code.here()
        .filter(path -> path.getLeaf() instanceof MemberSelectTree)
        .map(path -> new TreePath(path, ((MemberSelectTree) path.getLeaf()).getExpression()))
        .ifPresent(members::collect);
    return members.found;
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
        if (isWanted(member, isType)
            && trees.isAccessible(scope, member, declared)
            && isVisible(member, scope)) {
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

  /** The wrapper makes one class of a whole cell, and private means more than it allows. */
  private static boolean isVisible(Element member, Scope scope) {
    if (!member.getModifiers().contains(Modifier.PRIVATE)) {
      return true;
    }
    for (Element inside = scope.getEnclosingClass();
        inside != null;
        inside = inside.getEnclosingElement()) {
      if (inside.equals(member.getEnclosingElement())) {
        return true;
      }
    }
    return false;
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
