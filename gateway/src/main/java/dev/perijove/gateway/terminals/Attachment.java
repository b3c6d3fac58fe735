package dev.perijove.gateway.terminals;

import java.util.Optional;

/**
 * One client on a terminal: how far it has read and how large its window is; the terminal's lock
 * guards both. Thread-safe; no method blocks.
 */
final class Attachment {
  private final Terminal terminal;
  final TerminalListener listener;
  long position;
  Optional<WindowSize> size = Optional.empty();

  Attachment(Terminal terminal, TerminalListener listener, long position) {
    this.terminal = terminal;
    this.listener = listener;
    this.position = position;
  }

  /** The output that comes next, at most so many characters; empty if there is none yet. */
  Terminal.Output take(int most) {
    return terminal.take(this, most);
  }

  /** Types; false asks not to type more before {@link TerminalListener#roomToType}. */
  boolean type(String text) {
    return terminal.type(text);
  }

  void resize(WindowSize wanted) {
    terminal.resize(this, wanted);
  }

  void detach() {
    terminal.detach(this);
  }
}
