package dev.perijove.protocol.wire;

import dev.perijove.protocol.content.CommClose;
import dev.perijove.protocol.content.CommInfo;
import dev.perijove.protocol.content.CommInfoReply;
import dev.perijove.protocol.content.CommInfoRequest;
import dev.perijove.protocol.content.CommMsg;
import dev.perijove.protocol.content.CommOpen;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON of "Custom Messages" (comms) and "Comm info". */
final class CommFormats {

  static final ContentFormat<CommInfoRequest> INFO_REQUEST =
      new ContentFormat<>(
          fields -> new CommInfoRequest(fields.optionalString("target_name")),
          (request, out) ->
              request.targetName().ifPresent(target -> out.put("target_name", target)));

  static final ContentFormat<CommInfoReply> INFO_REPLY =
      ContentFormat.reply(
          CommInfoReply.Ok.class,
          CommFormats::readComms,
          CommFormats::writeComms,
          CommInfoReply.Failed::new,
          CommInfoReply.Aborted::new);

  static final ContentFormat<CommOpen> OPEN =
      new ContentFormat<>(
          fields ->
              new CommOpen(
                  fields.string("comm_id"),
                  fields.string("target_name"),
                  fields.nodeOrEmptyObject("data"),
                  fields.optionalString("target_module")),
          (open, out) -> {
            out.put("comm_id", open.commId());
            out.put("target_name", open.targetName());
            out.set("data", open.data());
            open.targetModule().ifPresent(module -> out.put("target_module", module));
          });

  static final ContentFormat<CommMsg> MSG =
      new ContentFormat<>(
          fields -> new CommMsg(fields.string("comm_id"), fields.nodeOrEmptyObject("data")),
          (msg, out) -> out.put("comm_id", msg.commId()).set("data", msg.data()));

  static final ContentFormat<CommClose> CLOSE =
      new ContentFormat<>(
          fields -> new CommClose(fields.string("comm_id"), fields.nodeOrEmptyObject("data")),
          (close, out) -> out.put("comm_id", close.commId()).set("data", close.data()));

  private CommFormats() {}

  private static CommInfoReply.Ok readComms(Fields fields) throws MalformedMessageException {
    Map<String, CommInfo> comms = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : fields.map("comms").entrySet()) {
      Fields comm = fields.within("comms", entry.getValue());
      comms.put(entry.getKey(), new CommInfo(comm.stringOr("target_name", ""), comm.rest()));
    }
    return new CommInfoReply.Ok(comms);
  }

  private static void writeComms(CommInfoReply.Ok reply, ObjectNode out) {
    ObjectNode comms = out.putObject("comms");
    reply
        .comms()
        .forEach(
            (id, comm) -> {
              ObjectNode written = comms.putObject(id);
              written.setAll(comm.extra());
              written.put("target_name", comm.targetName());
            });
  }
}
