package dev.perijove.kernel.requests;

import dev.perijove.protocol.ProtocolVersion;
import dev.perijove.protocol.content.HelpLink;
import dev.perijove.protocol.content.KernelInfoReply;
import dev.perijove.protocol.content.KernelInfoRequest;
import dev.perijove.protocol.content.LanguageInfo;
import dev.perijove.protocol.content.Reply;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.StringNode;

/**
 * Answers {@code kernel_info_request} ("Kernel info" in the Jupyter messaging documentation). Needs
 * no engine, so that a client learns at once that the kernel lives.
 */
public final class KernelInfoHandler implements RequestHandler<KernelInfoRequest> {
  private final KernelInfoReply info;

  /**
   * @param version of this kernel
   */
  public KernelInfoHandler(String version) {
    Runtime.Version java = Runtime.version();
    this.info =
        new KernelInfoReply.Ok(
            ProtocolVersion.CURRENT.toString(),
            "perijove",
            version,
            language(java),
            "Perijove " + version + ", Java " + java,
            helpLinks(java.feature()),
            List.of());
  }

  @Override
  public Reply handle(KernelInfoRequest request, RequestContext context) {
    return info;
  }

  private static LanguageInfo language(Runtime.Version java) {
    return new LanguageInfo(
        "java",
        Integer.toString(java.feature()),
        "text/x-java",
        ".java",
        Optional.of("java"),
        Optional.of(StringNode.valueOf("text/x-java")),
        Optional.of("script"),
        Map.of());
  }

  private static List<HelpLink> helpLinks(int feature) {
    String documentation = "https://docs.oracle.com/en/java/javase/" + feature;
    return List.of(
        HelpLink.of("Java " + feature + " API", documentation + "/docs/api/index.html"),
        HelpLink.of("Java " + feature + " Documentation", documentation + "/"),
        HelpLink.of("Learn Java", "https://dev.java/learn/"));
  }
}
