package dev.perijove.gateway.studio;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the page is made from and where it keeps what people set in it.
 *
 * @param labDirectory the {@code share/jupyter/lab} a person asked for
 * @param installedLabs where an installed JupyterLab's {@code share/jupyter/lab} may be, best first
 * @param labextensionsPath where prebuilt extensions are looked for, best first
 * @param labconfigPath folders of {@code page_config.json} and {@code
 *     default_setting_overrides.json}, best first
 * @param userDirectory {@code lab} below the user's Jupyter configuration: settings and workspaces
 * @param serverRoot the folder whose files the gateway serves, shown in the page
 * @param token what the page's requests are signed with; empty if none is asked for
 * @param terminals whether the page offers terminals
 */
public record StudioOptions(
    Optional<Path> labDirectory,
    List<Path> installedLabs,
    List<Path> labextensionsPath,
    List<Path> labconfigPath,
    Path userDirectory,
    Path serverRoot,
    Optional<String> token,
    boolean terminals) {
  /** Checks that every part is present and copies the lists. */
  public StudioOptions {
    Objects.requireNonNull(labDirectory, "labDirectory");
    installedLabs = List.copyOf(installedLabs);
    labextensionsPath = List.copyOf(labextensionsPath);
    labconfigPath = List.copyOf(labconfigPath);
    Objects.requireNonNull(userDirectory, "userDirectory");
    Objects.requireNonNull(serverRoot, "serverRoot");
    Objects.requireNonNull(token, "token");
  }

  /** Never shows the token. */
  @Override
  public String toString() {
    return "StudioOptions[labDirectory=" + labDirectory + ", serverRoot=" + serverRoot + "]";
  }
}
