package dev.perijove.kernel.intellisense;

import java.util.List;
import java.util.regex.Pattern;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;

/** Types and signatures as a person writes them: without packages. */
final class TypeText {

  private static final Pattern PACKAGES =
      Pattern.compile("\\b(?:[\\p{Ll}_][\\w]*\\.)+(?=[\\p{Lu}$])");
  private static final Pattern SHELL = Pattern.compile("(REPL\\.)?\\$JShell\\$\\w+[.$]?|\\$W\\.");
  private static final Pattern CAPTURE = Pattern.compile("capture#\\d+ of ");

  private TypeText() {}

  static String of(TypeMirror type) {
    return shorten(type.toString());
  }

  static String shorten(String type) {
    String own = SHELL.matcher(type).replaceAll("");
    return PACKAGES.matcher(CAPTURE.matcher(own).replaceAll("")).replaceAll("");
  }

  /** {@code (int index, E element) → boolean}. */
  static String signature(ExecutableElement method, ExecutableType type) {
    List<? extends TypeMirror> types = type.getParameterTypes();
    StringBuilder text = new StringBuilder("(");
    for (int i = 0; i < types.size(); i++) {
      boolean isVariable = method.isVarArgs() && i == types.size() - 1;
      String name = of(types.get(i));
      text.append(i == 0 ? "" : ", ")
          .append(isVariable ? name.replaceAll("\\[\\]$", "...") : name)
          .append(' ')
          .append(method.getParameters().get(i).getSimpleName());
    }
    return text + ") → " + of(type.getReturnType());
  }
}
