package dev.perijove.protocol.wire;

import dev.perijove.protocol.content.ClearOutput;
import dev.perijove.protocol.content.DisplayData;
import dev.perijove.protocol.content.IopubWelcome;
import dev.perijove.protocol.content.MimeBundle;
import dev.perijove.protocol.content.Status;
import dev.perijove.protocol.content.StreamOutput;
import dev.perijove.protocol.content.UpdateDisplayData;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON of what clients show: streams, displays, status. */
final class DisplayFormats {

  static final ContentFormat<StreamOutput> STREAM =
      new ContentFormat<>(
          fields -> {
            // protocol 4 says data where 5 says text
            String text = fields.has("text") ? "text" : fields.has("data") ? "data" : "text";
            return new StreamOutput(fields.string("name"), fields.string(text));
          },
          (stream, out) -> out.put("name", stream.name()).put("text", stream.text()));

  static final ContentFormat<DisplayData> DATA =
      new ContentFormat<>(
          fields -> new DisplayData(readBundle(fields), fields.map("transient")),
          (display, out) -> {
            writeBundle(display.bundle(), out);
            out.putObject("transient").setAll(display.transientData());
          });

  static final ContentFormat<UpdateDisplayData> UPDATE =
      new ContentFormat<>(
          fields -> new UpdateDisplayData(readBundle(fields), updateTransient(fields)),
          (update, out) -> {
            writeBundle(update.bundle(), out);
            out.putObject("transient").setAll(update.transientData());
          });

  static final ContentFormat<ClearOutput> CLEAR =
      new ContentFormat<>(
          fields -> new ClearOutput(fields.booleanOr("wait", false)),
          (clear, out) -> out.put("wait", clear.waitForOutput()));

  static final ContentFormat<Status> STATUS =
      new ContentFormat<>(
          fields -> new Status(fields.string("execution_state")),
          (status, out) -> out.put("execution_state", status.executionState()));

  static final ContentFormat<IopubWelcome> WELCOME =
      new ContentFormat<>(
          fields -> new IopubWelcome(fields.stringOr("subscription", "")),
          (welcome, out) -> out.put("subscription", welcome.subscription()));

  private DisplayFormats() {}

  static MimeBundle readBundle(Fields fields) throws MalformedMessageException {
    Map<String, JsonNode> data = fields.map("data");
    Map<String, JsonNode> metadata = fields.map("metadata");
    return data.isEmpty() && metadata.isEmpty() ? MimeBundle.EMPTY : new MimeBundle(data, metadata);
  }

  static void writeBundle(MimeBundle bundle, ObjectNode out) {
    out.putObject("data").setAll(bundle.data());
    out.putObject("metadata").setAll(bundle.metadata());
  }

  private static Map<String, JsonNode> updateTransient(Fields fields)
      throws MalformedMessageException {
    Map<String, JsonNode> values = fields.map("transient");
    JsonNode displayId = values.get("display_id");
    if (displayId == null || displayId.isNull()) {
      throw fields.malformed("transient.display_id", "is missing");
    }
    return values;
  }
}
