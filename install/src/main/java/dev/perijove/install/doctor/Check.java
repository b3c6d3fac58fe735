package dev.perijove.install.doctor;

/** Looks at one thing. Run once, on the thread that asks. */
public interface Check {
  /** What is looked at, in one word. */
  String subject();

  /** Looks. What goes wrong is a {@link Finding.Bad}, never an exception. */
  Finding look() throws InterruptedException;
}
