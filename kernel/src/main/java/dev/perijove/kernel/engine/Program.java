package dev.perijove.kernel.engine;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis;

/**
 * One life of the user's program: a JShell, and where each of its classes comes from. Lives until
 * it is closed or its worker dies.
 */
final class Program implements AutoCloseable {

  private final JShell shell;
  private final JavaSyntax syntax;
  private final SnippetMap snippets;
  private final boolean wantsLint;
  private final ProgramClasses classes;
  private final ProgramFiles files;
  private final List<Path> classPath = new ArrayList<>();
  private final AtomicBoolean ended;

  private Program(
      JShell shell, AtomicBoolean ended, ProgramClasses classes, List<String> compilerOptions) {
    this.shell = shell;
    this.ended = ended;
    this.classes = classes;
    this.files = new ProgramFiles(classes);
    this.syntax = new JavaSyntax(compilerOptions);
    this.wantsLint = compilerOptions.stream().anyMatch(option -> option.startsWith("-Xlint"));
    this.snippets = new SnippetMap(shell.sourceCodeAnalysis());
  }

  /** An empty program with its imports. */
  static Program start(RunnerControl control, EngineOptions options) {
    JShell shell =
        JShell.builder()
            .executionEngine(control, Map.of())
            .in(InputStream.nullInputStream())
            .out(nowhere())
            .err(nowhere())
            .compilerOptions(options.compilerOptions().toArray(String[]::new))
            .build();
    AtomicBoolean ended = new AtomicBoolean();
    shell.onShutdown(gone -> ended.set(true));
    if (!options.classPath().isEmpty()) {
      shell.addToClasspath(joined(options.classPath()));
    }
    for (String name : options.imports()) {
      shell.eval("import " + name + ";");
    }
    // Only now: JShell's analysis begins to index on a thread of its own, and where that is the
    // first to look at the compiler's class path, it can put the default one in the place of ours.
    Program program = new Program(shell, ended, control.classes(), options.compilerOptions());
    program.showCompleter(options.classPath());
    return program;
  }

  private static PrintStream nowhere() {
    return new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
  }

  /** All paths in one step: JShell sets its compiler up anew each time. */
  void addToClassPath(List<Path> paths) {
    if (!paths.isEmpty()) {
      showCompleter(paths);
      shell.addToClasspath(joined(paths));
    }
  }

  private void showCompleter(List<Path> paths) {
    if (!paths.isEmpty()) {
      classPath.addAll(paths);
      try {
        files.setClassPath(classPath);
      } catch (IOException e) {
        throw new UncheckedIOException("the class path cannot be read: " + paths, e);
      }
    }
  }

  private static String joined(List<Path> paths) {
    return paths.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  JShell shell() {
    return shell;
  }

  SourceCodeAnalysis analysis() {
    return shell.sourceCodeAnalysis();
  }

  JavaSyntax syntax() {
    return syntax;
  }

  /** Whether compiler warnings were asked for; JShell has some whether asked or not. */
  boolean wantsLint() {
    return wantsLint;
  }

  SnippetMap snippets() {
    return snippets;
  }

  SnippetSplitter splitter() {
    return new SnippetSplitter(
        analysis(),
        syntax,
        name -> shell.variables().anyMatch(variable -> variable.name().equals(name)));
  }

  /** Whether its worker is gone; nothing can be run in it any more. */
  boolean hasEnded() {
    return ended.get();
  }

  ProgramFiles files() {
    return files;
  }

  /** Forgets the class of code that has run and that nothing can name again. */
  void forgetRun(Snippet snippet) {
    boolean isTemporary = snippet.subKind() == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND;
    if (snippet.kind() == Snippet.Kind.STATEMENT
        || snippet.kind() == Snippet.Kind.EXPRESSION
        || isTemporary) {
      classes.forget(analysis().wrapper(snippet).fullClassName());
    }
    if (isTemporary && !ended.get()) {
      // Its name ($1) is shown to nobody, and every snippet kept makes the next one slower.
      shell.drop(snippet);
    }
  }

  @Override
  public void close() {
    shell.close();
    try {
      files.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the class path could not be closed", e);
    }
  }
}
