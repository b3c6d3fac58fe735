package dev.perijove.protocol.notebook;

/** A notebook cannot be understood; the message starts with the path of the bad field. */
public final class InvalidNotebookException extends Exception {
  InvalidNotebookException(String message) {
    super(message);
  }
}
