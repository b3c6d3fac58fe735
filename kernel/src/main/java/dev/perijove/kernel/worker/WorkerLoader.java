package dev.perijove.kernel.worker;

import dev.perijove.kernel.link.ClassFile;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Defines snippet classes and finds those of the user's class path, which grows at run time: one
 * loader, so that snippets and libraries see each other as in an ordinary program.
 */
final class WorkerLoader extends URLClassLoader {
  static {
    registerAsParallelCapable();
  }

  private final Map<String, byte[]> snippets = new ConcurrentHashMap<>();

  WorkerLoader(ClassLoader parent) {
    super("notebook", new URL[0], parent);
  }

  /** Defines the classes and links them, so that what is wrong with them shows now. */
  void define(List<ClassFile> classes) throws ClassNotFoundException {
    for (ClassFile file : classes) {
      snippets.put(file.name(), file.bytes());
    }
    for (ClassFile file : classes) {
      Objects.requireNonNull(loadClass(file.name()).getDeclaredMethods(), "resolves its types");
    }
  }

  /** Adds jars and directories, separated as on this platform. */
  void addToClassPath(String path) throws MalformedURLException {
    for (String entry : path.split(File.pathSeparator)) {
      if (!entry.isEmpty()) {
        addURL(Path.of(entry).toUri().toURL());
      }
    }
    // Compilers and scanners started by user code look here for what it runs with.
    System.setProperty(
        "java.class.path", System.getProperty("java.class.path") + File.pathSeparator + path);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = snippets.get(name);
    if (bytes == null) {
      return super.findClass(name);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }

  /** Finds class files of snippets too: frameworks read those of the classes they are given. */
  @Override
  public @Nullable URL findResource(String name) {
    byte[] bytes =
        name.endsWith(".class")
            ? snippets.get(name.substring(0, name.length() - ".class".length()).replace('/', '.'))
            : null;
    if (bytes == null) {
      return super.findResource(name);
    }
    try {
      return new URL(null, "snippet:" + name, new SnippetHandler(bytes));
    } catch (MalformedURLException e) {
      throw new AssertionError("a constant scheme with its own handler", e);
    }
  }

  /** Opens a class file that is in memory only. */
  private static final class SnippetHandler extends URLStreamHandler {
    private final byte[] bytes;

    SnippetHandler(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    protected URLConnection openConnection(URL url) {
      return new URLConnection(url) {
        @Override
        public void connect() throws IOException {}

        @Override
        public InputStream getInputStream() {
          return new ByteArrayInputStream(bytes);
        }

        @Override
        public long getContentLengthLong() {
          return bytes.length;
        }
      };
    }
  }
}
