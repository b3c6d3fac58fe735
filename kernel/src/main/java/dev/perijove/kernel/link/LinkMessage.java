package dev.perijove.kernel.link;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the front and the worker say to each other. The front sends one {@link Command} at a time
 * and waits for its {@link Answer}; everything else may come at any moment.
 */
public sealed interface LinkMessage {

  /** How the worker's process ends when it has no memory left to go on. */
  int OUT_OF_MEMORY_EXIT_CODE = 113;

  /** How it ends when one of its own threads died of a fault of ours. */
  int BROKEN_EXIT_CODE = 114;

  /** Sent by the front. */
  sealed interface FromFront extends LinkMessage {}

  /** Sent by the worker. */
  sealed interface FromWorker extends LinkMessage {}

  /** Something the worker does and answers; commands are done one after the other. */
  sealed interface Command extends FromFront {}

  /** A command that runs user code, so it can be interrupted. */
  sealed interface Invocation extends Command {
    /** Grows with every invocation of a worker. */
    long id();

    /** The cell it belongs to, so the cell that gets its output. */
    long cell();
  }

  /** How a command ended. */
  sealed interface Answer extends FromWorker {}

  // ---- the first words

  /** The first message on a link: proves that the process is the one we started. */
  record Hello(String secret, long processId, int javaVersion) implements FromWorker {
    public Hello {
      requireNonNull(secret, "secret");
    }
  }

  /**
   * The front's first message.
   *
   * @param graceMillis how long each rung of the interrupt ladder waits
   */
  record Welcome(long graceMillis) implements FromFront {}

  // ---- commands

  /** Defines classes, or new versions of them. */
  record Load(List<ClassFile> classes) implements Command {
    public Load {
      classes = List.copyOf(classes);
    }
  }

  /** Adds to what user code finds at run time; paths separated as on this platform. */
  record AddToClassPath(String path) implements Command {
    public AddToClassPath {
      requireNonNull(path, "path");
    }
  }

  /** Calls a static method without parameters. */
  record Invoke(long id, long cell, String className, String methodName) implements Invocation {
    public Invoke {
      requireNonNull(className, "className");
      requireNonNull(methodName, "methodName");
    }
  }

  /** Renders the value of a static field. */
  record ReadVariable(long id, long cell, String className, String fieldName)
      implements Invocation {
    public ReadVariable {
      requireNonNull(className, "className");
      requireNonNull(fieldName, "fieldName");
    }
  }

  // ---- answers

  /** The command was done and has nothing to tell. */
  record Done() implements Answer {}

  /** The command could not be done; no user code ran. */
  record Refused(String reason) implements Answer {
    public Refused {
      requireNonNull(reason, "reason");
    }
  }

  /** User code ended with a value, here by MIME type. */
  record Returned(Map<String, String> bundle) implements Answer {
    public Returned {
      bundle = Collections.unmodifiableMap(new LinkedHashMap<>(bundle)); // keeps the order
    }
  }

  /** User code threw. */
  record Threw(RemoteThrowable error) implements Answer {
    public Threw {
      requireNonNull(error, "error");
    }
  }

  /** User code called a snippet that does not compile yet. */
  record Unresolved(int snippet, List<StackTraceElement> frames) implements Answer {
    public Unresolved {
      frames = List.copyOf(frames);
    }
  }

  /** An interrupt stopped user code. */
  record Stopped(Rung rung) implements Answer {
    public Stopped {
      requireNonNull(rung, "rung");
    }
  }

  /** The rungs of the interrupt ladder that leave the process alive, gentlest first. */
  enum Rung {
    INTERRUPT,
    STOP_CHECK,
    HARD_STOP
  }

  // ---- at any moment

  /** Stops an invocation; without effect if it has ended. */
  record Interrupt(long invocation) implements FromFront {}

  /** Asks the process to end itself in order. */
  record Close() implements FromFront {}

  /** Bytes printed to a stream, UTF-8; a character may be split between two of these. */
  @SuppressWarnings("ArrayRecordComponent") // equality by content is defined below
  record Printed(long cell, boolean error, byte[] bytes) implements FromWorker {
    public Printed {
      requireNonNull(bytes, "bytes");
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Printed that
          && cell == that.cell
          && error == that.error
          && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return 31 * Long.hashCode(cell) + Arrays.hashCode(bytes);
    }
  }

  /**
   * The program shows something by MIME type.
   *
   * @param id under which it can be replaced
   * @param update whether it replaces what was shown under the id
   */
  record Displayed(long cell, Map<String, String> bundle, Optional<String> id, boolean update)
      implements FromWorker {
    public Displayed {
      bundle = Collections.unmodifiableMap(new LinkedHashMap<>(bundle)); // keeps the order
      requireNonNull(id, "id");
    }
  }

  /**
   * The program removes what its cell has shown.
   *
   * @param waitForOutput until there is something else to show
   */
  record ClearedOutput(long cell, boolean waitForOutput) implements FromWorker {}

  /** The program has a text for the client's pager. */
  record Paged(long cell, String text) implements FromWorker {
    public Paged {
      requireNonNull(text, "text");
    }
  }

  /** The program wants a line of input. One such request is open at a time. */
  record WantsInput(long request, long cell, String prompt, boolean password)
      implements FromWorker {
    public WantsInput {
      requireNonNull(prompt, "prompt");
    }
  }

  /** The program waits no longer for the line. */
  record WantsInputNoMore(long request) implements FromWorker {}

  /**
   * Answers {@link WantsInput}.
   *
   * @param line what was typed, without its end; empty at the end of input
   */
  record InputLine(long request, Optional<String> line) implements FromFront {
    public InputLine {
      requireNonNull(line, "line");
    }
  }

  /** Answers {@link WantsInput}: nobody can be asked. */
  record InputRefused(long request, String reason) implements FromFront {
    public InputRefused {
      requireNonNull(reason, "reason");
    }
  }

  /** The process is about to end because the program called {@code System.exit}. */
  record Exiting() implements FromWorker {}
}
