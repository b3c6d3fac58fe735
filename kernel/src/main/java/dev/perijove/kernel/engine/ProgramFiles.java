package dev.perijove.kernel.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** What javac finds when it attributes code against the program: its class path and its classes. */
final class ProgramFiles extends ForwardingJavaFileManager<StandardJavaFileManager> {

  private final ProgramClasses classes;

  /** Our own, which has the API; JShell puts what is added behind it as well. */
  private final List<Path> ownClassPath = new ArrayList<>();

  ProgramFiles(ProgramClasses classes) {
    super(ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null));
    this.classes = classes;
    fileManager.getLocationAsPaths(StandardLocation.CLASS_PATH).forEach(ownClassPath::add);
  }

  void setClassPath(List<Path> path) throws IOException {
    List<Path> all = new ArrayList<>(ownClassPath);
    all.addAll(path);
    fileManager.setLocationFromPaths(StandardLocation.CLASS_PATH, all);
  }

  @Override
  public Iterable<JavaFileObject> list(
      Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse)
      throws IOException {
    Iterable<JavaFileObject> found = super.list(location, packageName, kinds, recurse);
    if (location != StandardLocation.CLASS_PATH
        || !packageName.equals(ProgramClasses.PACKAGE)
        || !kinds.contains(JavaFileObject.Kind.CLASS)) {
      return found;
    }
    List<JavaFileObject> all = new ArrayList<>(classes.files());
    found.forEach(all::add);
    return all;
  }

  @Override
  public String inferBinaryName(Location location, JavaFileObject file) {
    return file instanceof ProgramClasses.ClassFile memory
        ? memory.binaryName()
        : super.inferBinaryName(location, file);
  }
}
