package dev.perijove.kernel.engine;

/** The few colours of a traceback, as every Jupyter client shows them. */
enum Ansi {
  ERROR("31;1"),
  PLACE("32"),
  CARET("31"),
  HINT("36"),
  DIM("2");

  private final String code;

  Ansi(String code) {
    this.code = code;
  }

  String paint(String text) {
    return text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
  }
}
