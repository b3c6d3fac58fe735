package dev.perijove.kernel.engine;

import java.nio.file.Path;
import java.util.List;

/**
 * How cells are compiled.
 *
 * @param compilerOptions passed on to javac, such as {@code -Xlint:all} or {@code --enable-preview}
 * @param classPath what cells are compiled against, and what the worker loads; in order
 * @param imports what every program starts with, such as {@code java.util.*}
 */
public record EngineOptions(
    List<String> compilerOptions, List<Path> classPath, List<String> imports) {

  /** What a JShell user finds imported, what a notebook needs as often, and our own. */
  private static final List<String> DEFAULT_IMPORTS =
      List.of(
          "java.io.*",
          "java.math.*",
          "java.net.*",
          "java.nio.file.*",
          "java.util.*",
          "java.util.concurrent.*",
          "java.util.function.*",
          "java.util.prefs.*",
          "java.util.regex.*",
          "java.util.stream.*",
          "dev.perijove.kernel.api.*",
          "static dev.perijove.kernel.api.Display.*");

  public EngineOptions {
    compilerOptions = List.copyOf(compilerOptions);
    classPath = List.copyOf(classPath);
    imports = List.copyOf(imports);
  }

  /** No class path, no compiler options, JShell's imports. */
  public static EngineOptions defaults() {
    return new EngineOptions(List.of(), List.of(), DEFAULT_IMPORTS);
  }

  public EngineOptions withCompilerOptions(List<String> options) {
    return new EngineOptions(options, classPath, imports);
  }

  public EngineOptions withClassPath(List<Path> path) {
    return new EngineOptions(compilerOptions, path, imports);
  }
}
