package dev.perijove.gateway.studio;

import dev.perijove.gateway.http.MediaTypes;
import dev.perijove.gateway.http.Problem;
import dev.perijove.gateway.http.Request;
import dev.perijove.gateway.http.Response;
import dev.perijove.gateway.http.Router;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The files of the page: bundle, themes, prebuilt extensions, icons. */
final class AssetsResource {
  /** A name with a hash of the content never stands for another content. */
  private static final Pattern HASHED = Pattern.compile("(.*\\.)?[0-9a-f]{16,}\\.[a-z0-9]+");

  private final LabFiles lab;
  private final FederatedExtensions extensions;

  AssetsResource(LabFiles lab, FederatedExtensions extensions) {
    this.lab = lab;
    this.extensions = extensions;
  }

  void routes(Router.Builder routes) {
    routes
        .get("/static/lab/{file...}", this::bundle)
        .open("/static/lab/{file...}")
        .get("/lab/api/themes/{file...}", this::theme)
        .get("/lab/extensions/{file...}", this::extension);
  }

  private Response bundle(Request request) throws IOException {
    String name = request.pathParameter("file");
    return asset(name, lab.statics().read(name));
  }

  private Response theme(Request request) throws IOException {
    String name = request.pathParameter("file");
    for (FederatedExtension extension : extensions.find().values()) {
      Optional<byte[]> found = extension.themes().read(name);
      if (found.isPresent()) {
        return asset(name, found);
      }
    }
    return asset(name, lab.themes().read(name));
  }

  /** {@code name/file} or {@code @scope/name/file}. */
  private Response extension(Request request) throws IOException {
    String path = request.pathParameter("file");
    int slash = path.indexOf('/', path.startsWith("@") ? path.indexOf('/') + 1 : 0);
    Map<String, FederatedExtension> found = extensions.find();
    FederatedExtension extension = found.get(slash < 0 ? path : path.substring(0, slash));
    if (slash < 0 || extension == null) {
      throw Problem.notFound("No prebuilt extension has " + path);
    }
    String name = path.substring(slash + 1);
    return asset(name, extension.files().read(name));
  }

  private static Response asset(String name, Optional<byte[]> content) {
    byte[] bytes = content.orElseThrow(() -> Problem.notFound("The page has no file " + name));
    String file = name.substring(name.lastIndexOf('/') + 1);
    String type = MediaTypes.ofName(file).orElse("application/octet-stream");
    String typed = type.startsWith("text/") ? type + "; charset=utf-8" : type;
    boolean hashed = HASHED.matcher(file).matches();
    return Response.bytes(typed, bytes)
        .header("Cache-Control", hashed ? "public, max-age=31536000, immutable" : "no-cache");
  }
}
