package dev.perijove.protocol.wire;

import dev.perijove.protocol.content.HistoryEntry;
import dev.perijove.protocol.content.HistoryReply;
import dev.perijove.protocol.content.HistoryRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON of "History". */
final class HistoryFormats {

  /** What IPython answers to a tail that names no length. */
  private static final int DEFAULT_TAIL = 10;

  static final ContentFormat<HistoryRequest> REQUEST =
      new ContentFormat<>(HistoryFormats::readRequest, HistoryFormats::writeRequest);

  static final ContentFormat<HistoryReply> REPLY =
      ContentFormat.reply(
          HistoryReply.Ok.class,
          HistoryFormats::readCells,
          HistoryFormats::writeCells,
          HistoryReply.Failed::new,
          HistoryReply.Aborted::new);

  private HistoryFormats() {}

  private static HistoryRequest readRequest(Fields fields) throws MalformedMessageException {
    boolean output = fields.booleanOr("output", false);
    boolean raw = fields.booleanOr("raw", true);
    return switch (fields.string("hist_access_type")) {
      case "tail" -> new HistoryRequest.Tail(output, raw, fields.integerOr("n", DEFAULT_TAIL));
      case "range" ->
          new HistoryRequest.Range(
              output,
              raw,
              fields.integerOr("session", 0),
              fields.integerOr("start", 0),
              fields.optionalInteger("stop"));
      case "search" ->
          new HistoryRequest.Search(
              output,
              raw,
              fields.stringOr("pattern", "*"),
              fields.optionalInteger("n"),
              fields.booleanOr("unique", false));
      default -> throw fields.malformed("hist_access_type", "must be tail, range or search");
    };
  }

  private static void writeRequest(HistoryRequest request, ObjectNode out) {
    out.put("output", request.output());
    out.put("raw", request.raw());
    if (request instanceof HistoryRequest.Tail tail) {
      out.put("hist_access_type", "tail").put("n", tail.n());
    } else if (request instanceof HistoryRequest.Range range) {
      out.put("hist_access_type", "range");
      out.put("session", range.session());
      out.put("start", range.start());
      putOrNull(out, "stop", range.stop());
    } else if (request instanceof HistoryRequest.Search search) {
      out.put("hist_access_type", "search");
      out.put("pattern", search.pattern());
      putOrNull(out, "n", search.n());
      out.put("unique", search.unique());
    }
  }

  private static void putOrNull(ObjectNode out, String name, OptionalInt value) {
    if (value.isPresent()) {
      out.put(name, value.getAsInt());
    } else {
      out.putNull(name);
    }
  }

  private static HistoryReply.Ok readCells(Fields fields) throws MalformedMessageException {
    List<HistoryEntry> cells = new ArrayList<>();
    for (JsonNode tuple : fields.list("history")) {
      cells.add(readCell(fields, tuple));
    }
    return new HistoryReply.Ok(cells);
  }

  private static HistoryEntry readCell(Fields fields, JsonNode tuple)
      throws MalformedMessageException {
    boolean numbered =
        tuple.isArray() && tuple.size() == 3 && tuple.get(0).isInt() && tuple.get(1).isInt();
    if (numbered) {
      int session = tuple.get(0).intValue();
      int line = tuple.get(1).intValue();
      JsonNode cell = tuple.get(2);
      if (cell.isString()) {
        return new HistoryEntry.Input(session, line, cell.stringValue());
      }
      if (isInputWithOutput(cell)) {
        return new HistoryEntry.InputOutput(
            session, line, cell.get(0).stringValue(), cell.get(1).stringValueOpt());
      }
    }
    throw fields.malformed(
        "history", "must hold [session, line, input] or [session, line, [input, output]]");
  }

  private static boolean isInputWithOutput(JsonNode cell) {
    return cell.isArray()
        && cell.size() == 2
        && cell.get(0).isString()
        && (cell.get(1).isString() || cell.get(1).isNull());
  }

  private static void writeCells(HistoryReply.Ok reply, ObjectNode out) {
    ArrayNode cells = out.putArray("history");
    for (HistoryEntry entry : reply.history()) {
      ArrayNode tuple = cells.addArray().add(entry.session()).add(entry.lineNumber());
      if (entry instanceof HistoryEntry.InputOutput both) {
        writeOutput(tuple.addArray().add(both.input()), both.output());
      } else {
        tuple.add(entry.input());
      }
    }
  }

  private static void writeOutput(ArrayNode pair, Optional<String> output) {
    output.ifPresentOrElse(pair::add, pair::addNull);
  }
}
