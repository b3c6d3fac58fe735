package dev.perijove.protocol.content;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** Answers {@link KernelInfoRequest}; "Kernel info" in the Jupyter messaging documentation. */
public sealed interface KernelInfoReply extends Reply {
  /**
   * Who the kernel is.
   *
   * @param protocolVersion of the messaging protocol, such as {@code 5.4}
   * @param implementation the kernel's name; empty where a kernel leaves it out, as its version and
   *     banner
   * @param supportedFeatures optional features by name; a kernel that only sets the deprecated
   *     {@code debugger} flag is read as listing {@link #DEBUGGER}
   */
  record Ok(
      String protocolVersion,
      String implementation,
      String implementationVersion,
      LanguageInfo languageInfo,
      String banner,
      List<HelpLink> helpLinks,
      List<String> supportedFeatures)
      implements KernelInfoReply {
    public Ok {
      requireNonNull(protocolVersion, "protocolVersion");
      requireNonNull(implementation, "implementation");
      requireNonNull(implementationVersion, "implementationVersion");
      requireNonNull(languageInfo, "languageInfo");
      requireNonNull(banner, "banner");
      helpLinks = List.copyOf(helpLinks);
      supportedFeatures = List.copyOf(supportedFeatures);
    }
  }

  /** The request failed. */
  record Failed(String ename, String evalue, List<String> traceback)
      implements KernelInfoReply, Reply.Failed {
    public Failed {
      requireNonNull(ename, "ename");
      requireNonNull(evalue, "evalue");
      traceback = List.copyOf(traceback);
    }
  }

  /** The request was never tried. */
  record Aborted() implements KernelInfoReply, Reply.Aborted {}

  /** The supported feature of a kernel that debugs. */
  String DEBUGGER = "debugger";

  /** The supported feature of a kernel with subshells. */
  String SUBSHELLS = "kernel subshells";
}
