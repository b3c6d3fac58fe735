package dev.perijove.kernel.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdk.jshell.EvalException;

/**
 * Shows what the user's code threw: cells by their line, libraries dimmed, and nothing of JShell,
 * reflection or the worker, which are below the cell on the stack.
 */
final class ThrownErrors {

  private static final int LIBRARY_FRAMES = 8;
  private static final int FRAMES = 60;
  private static final int DEPTH = 16;
  private static final List<String> PLUMBING =
      List.of(
          "dev.perijove.kernel.api.",
          "dev.perijove.kernel.worker.",
          "dev.perijove.kernel.link.",
          "jdk.jshell.",
          "java.lang.reflect.",
          "jdk.internal.reflect.",
          "java.lang.invoke.LambdaForm");

  private final SnippetMap snippets;

  ThrownErrors(SnippetMap snippets) {
    this.snippets = snippets;
  }

  /** JShell's own copy of what was thrown, for where there is nothing better. */
  static ThrownError copy(EvalException thrown) {
    return new ThrownError(
        thrown.getExceptionClassName(),
        Optional.ofNullable(thrown.getMessage()),
        List.of(thrown.getStackTrace()),
        thrown.getCause() instanceof EvalException cause
            ? Optional.of(copy(cause))
            : Optional.empty(),
        List.of());
  }

  CellError of(ThrownError thrown) {
    List<String> traceback = new ArrayList<>();
    show("", thrown, List.of(), traceback, 0);
    return new CellError(
        ShellNames.remove(thrown.className()),
        ShellNames.remove(thrown.message().orElse("")),
        traceback);
  }

  private void show(
      String label,
      ThrownError thrown,
      List<StackTraceElement> enclosing,
      List<String> traceback,
      int depth) {
    String indent = label.startsWith("Suppressed") ? "  " : "";
    String name = ShellNames.remove(thrown.className());
    traceback.add(indent + label + Ansi.ERROR.paint(name) + message(thrown));
    List<StackTraceElement> own = visible(thrown.frames());
    frames(withoutTailOf(enclosing, own)).forEach(line -> traceback.add(indent + line));
    if (depth == DEPTH) {
      traceback.add(Ansi.DIM.paint("  ... causes below are not shown"));
      return;
    }
    thrown.suppressed().forEach(each -> show("Suppressed: ", each, own, traceback, depth + 1));
    thrown.cause().ifPresent(cause -> show("Caused by: ", cause, own, traceback, depth + 1));
  }

  /** A cause's frames end as those of what it caused; its own are enough. */
  private static List<StackTraceElement> withoutTailOf(
      List<StackTraceElement> enclosing, List<StackTraceElement> own) {
    int common = 0;
    while (common < own.size() - 1
        && common < enclosing.size()
        && own.get(own.size() - 1 - common).equals(enclosing.get(enclosing.size() - 1 - common))) {
      common++;
    }
    return own.subList(0, own.size() - common);
  }

  private static String message(ThrownError thrown) {
    return thrown.message().map(text -> ": " + ShellNames.remove(text)).orElse("");
  }

  private List<String> frames(List<StackTraceElement> frames) {
    List<List<String>> shown = new ArrayList<>();
    int libraries = 0;
    int hidden = 0;
    for (StackTraceElement frame : frames) {
      if (ShellNames.isSnippet(frame)) {
        fold(shown, hidden);
        hidden = 0;
        libraries = 0;
        shown.add(cellFrame(frame));
      } else if (++libraries <= LIBRARY_FRAMES) {
        shown.add(List.of(Ansi.DIM.paint("  at " + frame)));
      } else {
        hidden++;
      }
    }
    fold(shown, hidden);
    return foldRepeats(shown);
  }

  private static void fold(List<List<String>> shown, int hidden) {
    if (hidden > 0) {
      String frames = hidden == 1 ? " library frame" : " library frames";
      shown.add(List.of(Ansi.DIM.paint("  ... " + hidden + frames)));
    }
  }

  /** Down to the last frame of a cell: what is below brought the cell to life. */
  private static List<StackTraceElement> visible(List<StackTraceElement> all) {
    int last = all.size();
    while (last > 0 && !ShellNames.isSnippet(all.get(last - 1))) {
      last--;
    }
    List<StackTraceElement> below = last > 0 ? all.subList(0, last) : all;
    return below.stream()
        .filter(frame -> PLUMBING.stream().noneMatch(frame.getClassName()::startsWith))
        .toList();
  }

  private List<String> cellFrame(StackTraceElement frame) {
    String method = method(frame);
    Optional<SnippetMap.CellLine> place = snippets.find(frame);
    if (place.isEmpty()) {
      return List.of("  at " + Ansi.PLACE.paint("an earlier cell") + method);
    }
    SnippetMap.CellLine line = place.get();
    return List.of(
        "  at "
            + Ansi.PLACE.paint("Cell In[" + line.cell().number() + "], line " + line.line())
            + method,
        "    " + line.text().strip());
  }

  /**
   * {@code in boom()}, {@code in Tree.walk()}, {@code in new Tree()}; nothing for the cell itself.
   */
  private static String method(StackTraceElement frame) {
    String nested = ShellNames.classOf(frame);
    String name = frame.getMethodName();
    if (name.startsWith("lambda$")) {
      String outer = name.substring("lambda$".length()).replaceAll("\\$\\d+$", "");
      return outer.startsWith("do_it$") || outer.startsWith("static") || outer.startsWith("new")
          ? " in a lambda"
          : " in a lambda of " + qualified(nested, outer) + "()";
    }
    if (name.equals("do_it$") || name.equals("<clinit>")) {
      return nested.isEmpty() ? "" : " in " + nested;
    }
    return " in " + (name.equals("<init>") ? "new " + nested : qualified(nested, name)) + "()";
  }

  private static String qualified(String nested, String method) {
    return nested.isEmpty() ? method : nested + "." + method;
  }

  /** Recursion: a run of frames that comes again and again is shown once and counted. */
  private static List<String> foldRepeats(List<List<String>> frames) {
    List<String> lines = new ArrayList<>();
    int shown = 0;
    int at = 0;
    while (at < frames.size()) {
      int period = period(frames, at);
      int times = period == 0 ? 1 : repeats(frames, at, period);
      int length = Math.max(1, period);
      for (int i = 0; i < length && shown < FRAMES; i++, shown++) {
        lines.addAll(frames.get(at + i));
      }
      if (times > 1) {
        lines.add(
            Ansi.DIM.paint(
                "  ... the last "
                    + (length == 1 ? "frame" : length + " frames")
                    + " "
                    + (times - 1)
                    + " more times"));
      }
      at += length * times;
      if (shown >= FRAMES && at < frames.size()) {
        lines.add(Ansi.DIM.paint("  ... " + (frames.size() - at) + " more frames"));
        break;
      }
    }
    return lines;
  }

  /** The shortest run at {@code at} that is there at least three times; 0 where there is none. */
  private static int period(List<List<String>> frames, int at) {
    for (int period = 1; period <= 8 && at + period * 3 <= frames.size(); period++) {
      if (repeats(frames, at, period) >= 3) {
        return period;
      }
    }
    return 0;
  }

  private static int repeats(List<List<String>> frames, int at, int period) {
    List<List<String>> run = frames.subList(at, at + period);
    int times = 1;
    while (at + (times + 1) * period <= frames.size()
        && run.equals(frames.subList(at + times * period, at + (times + 1) * period))) {
      times++;
    }
    return times;
  }
}
