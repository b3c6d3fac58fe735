package dev.perijove.gateway.terminals;

/**
 * Is told what happens in a terminal it is attached to, on the terminal's threads; never blocks.
 */
interface TerminalListener {
  /** There is output to take, or there will be none any more. */
  void outputReady();

  /** What was typed has gone to the shell, and there is room for more. */
  void roomToType();
}
