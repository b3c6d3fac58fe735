package dev.perijove.protocol.wire;

import dev.perijove.protocol.content.CompleteReply;
import dev.perijove.protocol.content.CompleteRequest;
import dev.perijove.protocol.content.InspectReply;
import dev.perijove.protocol.content.InspectRequest;
import dev.perijove.protocol.content.IsCompleteReply;
import dev.perijove.protocol.content.IsCompleteRequest;
import dev.perijove.protocol.content.MimeBundle;
import tools.jackson.databind.node.ObjectNode;

/** JSON of questions about code: "Introspection", "Completion", "Code completeness". */
final class CodeFormats {

  static final ContentFormat<InspectRequest> INSPECT_REQUEST =
      new ContentFormat<>(
          fields ->
              new InspectRequest(
                  fields.string("code"),
                  fields.integer("cursor_pos"),
                  fields.integerOr("detail_level", 0)),
          (request, out) ->
              out.put("code", request.code())
                  .put("cursor_pos", request.cursorPos())
                  .put("detail_level", request.detailLevel()));

  static final ContentFormat<InspectReply> INSPECT_REPLY =
      ContentFormat.reply(
          InspectReply.Ok.class,
          CodeFormats::readInspected,
          (reply, out) -> {
            out.put("found", reply.found());
            DisplayFormats.writeBundle(reply.bundle(), out);
          },
          InspectReply.Failed::new,
          InspectReply.Aborted::new);

  static final ContentFormat<CompleteRequest> COMPLETE_REQUEST =
      new ContentFormat<>(
          fields -> new CompleteRequest(fields.string("code"), fields.integer("cursor_pos")),
          (request, out) -> out.put("code", request.code()).put("cursor_pos", request.cursorPos()));

  static final ContentFormat<CompleteReply> COMPLETE_REPLY =
      ContentFormat.reply(
          CompleteReply.Ok.class,
          fields ->
              new CompleteReply.Ok(
                  fields.stringList("matches"),
                  fields.integerOr("cursor_start", 0),
                  fields.integerOr("cursor_end", 0),
                  fields.map("metadata")),
          (reply, out) -> {
            reply.matches().forEach(out.putArray("matches")::add);
            out.put("cursor_start", reply.cursorStart());
            out.put("cursor_end", reply.cursorEnd());
            out.putObject("metadata").setAll(reply.metadata());
          },
          CompleteReply.Failed::new,
          CompleteReply.Aborted::new);

  static final ContentFormat<IsCompleteRequest> IS_COMPLETE_REQUEST =
      new ContentFormat<>(
          fields -> new IsCompleteRequest(fields.string("code")),
          (request, out) -> out.put("code", request.code()));

  static final ContentFormat<IsCompleteReply> IS_COMPLETE_REPLY =
      new ContentFormat<>(CodeFormats::readIsComplete, CodeFormats::writeIsComplete);

  private CodeFormats() {}

  private static InspectReply.Ok readInspected(Fields fields) throws MalformedMessageException {
    MimeBundle bundle = DisplayFormats.readBundle(fields);
    return new InspectReply.Ok(fields.booleanOr("found", !bundle.data().isEmpty()), bundle);
  }

  private static IsCompleteReply readIsComplete(Fields fields) throws MalformedMessageException {
    return switch (fields.string("status")) {
      case "complete" -> IsCompleteReply.complete();
      case "incomplete" -> IsCompleteReply.incomplete(fields.stringOr("indent", ""));
      case "invalid" -> IsCompleteReply.invalid();
      case "unknown" -> IsCompleteReply.unknown();
      case "error" -> ContentFormat.readFailed(fields, IsCompleteReply.Failed::new);
      case "aborted", "abort" -> new IsCompleteReply.Aborted();
      default ->
          throw fields.malformed(
              "status", "must be complete, incomplete, invalid, unknown, error or aborted");
    };
  }

  private static void writeIsComplete(IsCompleteReply reply, ObjectNode out) {
    if (reply instanceof IsCompleteReply.Complete) {
      out.put("status", "complete");
    } else if (reply instanceof IsCompleteReply.Incomplete incomplete) {
      out.put("status", "incomplete").put("indent", incomplete.indent());
    } else if (reply instanceof IsCompleteReply.Invalid) {
      out.put("status", "invalid");
    } else if (reply instanceof IsCompleteReply.Unknown) {
      out.put("status", "unknown");
    } else {
      ContentFormat.writeStatus(reply, out);
    }
  }
}
