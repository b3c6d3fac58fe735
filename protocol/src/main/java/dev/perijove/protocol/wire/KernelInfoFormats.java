package dev.perijove.protocol.wire;

import dev.perijove.protocol.content.HelpLink;
import dev.perijove.protocol.content.KernelInfoReply;
import dev.perijove.protocol.content.LanguageInfo;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON of "Kernel info". */
final class KernelInfoFormats {

  static final ContentFormat<KernelInfoReply> REPLY =
      ContentFormat.reply(
          KernelInfoReply.Ok.class,
          KernelInfoFormats::read,
          KernelInfoFormats::write,
          KernelInfoReply.Failed::new,
          KernelInfoReply.Aborted::new);

  private KernelInfoFormats() {}

  private static KernelInfoReply.Ok read(Fields fields) throws MalformedMessageException {
    return new KernelInfoReply.Ok(
        fields.string("protocol_version"),
        fields.stringOr("implementation", ""),
        fields.stringOr("implementation_version", ""),
        readLanguage(fields.object("language_info")),
        fields.stringOr("banner", ""),
        readHelpLinks(fields),
        readFeatures(fields));
  }

  private static LanguageInfo readLanguage(Fields fields) throws MalformedMessageException {
    return new LanguageInfo(
        fields.string("name"),
        fields.stringOr("version", ""),
        fields.stringOr("mimetype", ""),
        fields.stringOr("file_extension", ""),
        fields.optionalString("pygments_lexer"),
        fields.optionalNode("codemirror_mode"),
        fields.optionalString("nbconvert_exporter"),
        fields.rest());
  }

  private static List<HelpLink> readHelpLinks(Fields fields) throws MalformedMessageException {
    List<HelpLink> links = new ArrayList<>();
    for (JsonNode value : fields.list("help_links")) {
      Fields link = fields.within("help_links", value);
      links.add(new HelpLink(link.stringOr("text", ""), link.stringOr("url", ""), link.rest()));
    }
    return links;
  }

  private static List<String> readFeatures(Fields fields) throws MalformedMessageException {
    List<String> features = fields.stringList("supported_features");
    boolean debugger = fields.booleanOr("debugger", false);
    if (debugger && !features.contains(KernelInfoReply.DEBUGGER)) {
      features.add(KernelInfoReply.DEBUGGER);
    }
    return features;
  }

  private static void write(KernelInfoReply.Ok info, ObjectNode out) {
    out.put("protocol_version", info.protocolVersion());
    out.put("implementation", info.implementation());
    out.put("implementation_version", info.implementationVersion());
    writeLanguage(info.languageInfo(), out.putObject("language_info"));
    out.put("banner", info.banner());
    out.put("debugger", info.supportedFeatures().contains(KernelInfoReply.DEBUGGER));
    ArrayNode links = out.putArray("help_links");
    for (HelpLink link : info.helpLinks()) {
      links.addObject().setAll(link.extra()).put("text", link.text()).put("url", link.url());
    }
    info.supportedFeatures().forEach(out.putArray("supported_features")::add);
  }

  private static void writeLanguage(LanguageInfo language, ObjectNode out) {
    out.setAll(language.extra());
    out.put("name", language.name());
    out.put("version", language.version());
    out.put("mimetype", language.mimetype());
    out.put("file_extension", language.fileExtension());
    language.pygmentsLexer().ifPresent(lexer -> out.put("pygments_lexer", lexer));
    language.codemirrorMode().ifPresent(mode -> out.set("codemirror_mode", mode));
    language.nbconvertExporter().ifPresent(exporter -> out.put("nbconvert_exporter", exporter));
  }
}
