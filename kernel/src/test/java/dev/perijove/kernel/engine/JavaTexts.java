package dev.perijove.kernel.engine;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Texts that somebody could have in a cell, or half of it. */
public final class JavaTexts {

  /** Cells that compile, with something of everything. */
  public static final List<String> CELLS =
      List.of(
          "import java.util.*;\nvar list = List.of(1, 2, 3);\nlist.stream().map(x -> x * 2).toList()",
          "record Point(int x, int y) {\n  double norm() { return Math.hypot(x, y); }\n}\n"
              + "var points = new ArrayList<Point>();\npoints.add(new Point(3, 4));\npoints",
          "sealed interface Shape permits Circle, Square {}\nrecord Circle(double r) implements Shape {}\n"
              + "record Square(double a) implements Shape {}\nShape s = new Circle(1);",
          "for (int i = 0; i < 3; i++) {\n    if (i % 2 == 0) continue;\n    System.out.println(\"i = \" + i);\n}",
          "try (var in = new StringReader(\"text\")) {\n  in.read();\n} catch (IOException e) {\n"
              + "  throw new UncheckedIOException(e);\n} finally {\n  System.out.println('x');\n}",
          "String block = \"\"\"\n    a \"quoted\" \\\n    text 😀 é\n    \"\"\";\nblock.length()",
          "@FunctionalInterface\ninterface Twice<T extends Comparable<T>> { T of(T t); }\n"
              + "Twice<Integer> t = v -> { return v * 2; };\nt.of(4) /* comment */ // and more",
          "int result = switch (list.size()) {\n  case 1, 2 -> 10;\n  default -> { yield 0x1F + 1e-3f > 2 ? 1 : 2; }\n};\nresult",
          "x\ny\r\nfoo()\nint a = 5\nint[] b = {1, 2}\r\nb[0]++",
          "class Node<T> {\n  T value; Node<T> next;\n  Node(T v) { this.value = v; }\n"
              + "  static <T> Node<T> of(T v) { return new Node<>(v); }\n}\nNode.of('\\u0041').value");

  private static final List<String> FRAGMENTS =
      List.of(
          "class", "int", "x", "y", "foo", "(", ")", "{", "}", "[", "]", "<", ">", ";", ",", ".",
          "=", "+", "->", "::", "\"", "\"\"\"", "'", "\\", "//", "/*", "*/", "\n", "\r\n", "\r",
          " ", "\t", "@", "0x", "1e", ".5", "import", "record", "var", "new", "if", "else", "for",
          "return", "switch", "case", "😀", "𝑥", "\ud83d", "\u0000", "\\u", "é", "_", "$", "#",
          "enum", "sealed", "yield", "package", "static", "?", ":");

  private JavaTexts() {}

  /** Anything at all, and anything made of pieces of Java. */
  public static Arbitrary<String> any() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(60),
        Arbitraries.of(FRAGMENTS).list().ofMaxSize(20).map(pieces -> String.join("", pieces)),
        Arbitraries.of(FRAGMENTS).list().ofMaxSize(20).map(pieces -> String.join(" ", pieces)));
  }

  /** A real cell as it is while somebody types it, or with a piece cut out. */
  public static Arbitrary<String> partsOfCells() {
    return Combinators.combine(
            Arbitraries.of(CELLS),
            Arbitraries.integers().between(0, 300),
            Arbitraries.integers().between(0, 300))
        .as(
            (cell, one, two) -> {
              int from = Math.min(one, two) % (cell.length() + 1);
              int to = Math.max(one, two) % (cell.length() + 1);
              return from <= to
                  ? cell.substring(0, from) + cell.substring(to)
                  : cell.substring(0, from);
            });
  }
}
