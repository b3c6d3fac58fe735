package dev.perijove.protocol.wire;

import dev.perijove.protocol.content.Content;
import dev.perijove.protocol.content.Reply;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** How the content of one message type stands in JSON. */
record ContentFormat<C extends Content>(Reading<C> reading, Writing<C> writing) {

  /** Takes the fields it knows; reads kindly. */
  @FunctionalInterface
  interface Reading<C> {
    C read(Fields fields) throws MalformedMessageException;
  }

  /** Writes every documented field. */
  @FunctionalInterface
  interface Writing<C> {
    void write(C content, ObjectNode out);
  }

  /** Makes the failed shape of a reply. */
  @FunctionalInterface
  interface Failing<R> {
    R failed(String ename, String evalue, List<String> traceback);
  }

  /** A request or reply with no field of its own. */
  static <C extends Content> ContentFormat<C> empty(Supplier<C> content) {
    return new ContentFormat<>(fields -> content.get(), (written, out) -> {});
  }

  /** A reply, whose shape is told by its status; a peer that forgets the status means ok. */
  static <R extends Reply, K extends R> ContentFormat<R> reply(
      Class<K> okShape,
      Reading<K> readingOk,
      Writing<K> writingOk,
      Failing<R> failing,
      Supplier<R> aborted) {
    return new ContentFormat<>(
        fields -> {
          String status = fields.stringOr("status", "ok");
          return switch (status) {
            case "ok" -> readingOk.read(fields);
            case "error" -> readFailed(fields, failing);
            case "aborted", "abort" -> aborted.get();
            default -> throw fields.malformed("status", "must be ok, error or aborted");
          };
        },
        (reply, out) -> {
          writeStatus(reply, out);
          if (okShape.isInstance(reply)) {
            writingOk.write(okShape.cast(reply), out);
          }
        });
  }

  static <R> R readFailed(Fields fields, Failing<R> failing) throws MalformedMessageException {
    return failing.failed(
        fields.stringOr("ename", ""),
        fields.stringOr("evalue", ""),
        fields.stringList("traceback"));
  }

  /** The status, and what goes with it whatever the reply. */
  static void writeStatus(Reply reply, ObjectNode out) {
    if (reply instanceof Reply.Failed failed) {
      out.put("status", "error");
      writeError(failed.ename(), failed.evalue(), failed.traceback(), out);
    } else if (reply instanceof Reply.Aborted) {
      out.put("status", "aborted");
    } else {
      out.put("status", "ok");
    }
  }

  static void writeError(String ename, String evalue, List<String> traceback, ObjectNode out) {
    out.put("ename", ename);
    out.put("evalue", evalue);
    traceback.forEach(out.putArray("traceback")::add);
  }
}
