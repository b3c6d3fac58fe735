package dev.perijove.gateway.studio;

import dev.perijove.protocol.kernelspec.JupyterPaths;
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
 * @param userSettings where the user's settings are kept
 * @param workspaces where the user's layouts are kept
 * @param serverRoot the folder whose files the gateway serves, shown in the page
 * @param token what the page's requests are signed with; empty if none is asked for
 * @param terminals whether the page offers terminals
 */
public record StudioOptions(
    Optional<Path> labDirectory,
    List<Path> installedLabs,
    List<Path> labextensionsPath,
    List<Path> labconfigPath,
    Path userSettings,
    Path workspaces,
    Path serverRoot,
    Optional<String> token,
    boolean terminals) {
  /** Checks that every part is present and copies the lists. */
  public StudioOptions {
    Objects.requireNonNull(labDirectory, "labDirectory");
    installedLabs = List.copyOf(installedLabs);
    labextensionsPath = List.copyOf(labextensionsPath);
    labconfigPath = List.copyOf(labconfigPath);
    Objects.requireNonNull(userSettings, "userSettings");
    Objects.requireNonNull(workspaces, "workspaces");
    Objects.requireNonNull(serverRoot, "serverRoot");
    Objects.requireNonNull(token, "token");
  }

  /**
   * Everything where JupyterLab's own server looks for it, so that a person finds their settings
   * and extensions here too.
   */
  public static StudioOptions along(JupyterPaths paths, Path serverRoot) {
    return new StudioOptions(
        Optional.empty(),
        paths.dataPath().stream().map(data -> data.resolve("lab")).toList(),
        paths.labextensionsPath(),
        paths.configPath().stream().map(config -> config.resolve("labconfig")).toList(),
        paths.labUserSettingsDir(),
        paths.labWorkspacesDir(),
        serverRoot,
        Optional.empty(),
        false);
  }

  /** The same with a built JupyterLab of a person's choice. */
  public StudioOptions withLabDirectory(Path directory) {
    return with(Optional.of(directory), token, terminals);
  }

  /** The same with a page that signs its requests with a token. */
  public StudioOptions withToken(String newToken) {
    return with(labDirectory, Optional.of(newToken), terminals);
  }

  /** The same with a page that offers terminals. */
  public StudioOptions withTerminals() {
    return with(labDirectory, token, true);
  }

  private StudioOptions with(Optional<Path> directory, Optional<String> newToken, boolean shells) {
    return new StudioOptions(
        directory,
        installedLabs,
        labextensionsPath,
        labconfigPath,
        userSettings,
        workspaces,
        serverRoot,
        newToken,
        shells);
  }

  /** Never shows the token. */
  @Override
  public String toString() {
    return "StudioOptions[labDirectory=" + labDirectory + ", serverRoot=" + serverRoot + "]";
  }
}
