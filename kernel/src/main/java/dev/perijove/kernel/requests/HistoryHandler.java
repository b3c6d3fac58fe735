package dev.perijove.kernel.requests;

import static java.util.Objects.requireNonNull;

import dev.perijove.kernel.history.History;
import dev.perijove.kernel.history.PastCell;
import dev.perijove.protocol.content.HistoryEntry;
import dev.perijove.protocol.content.HistoryReply;
import dev.perijove.protocol.content.HistoryRequest;
import dev.perijove.protocol.content.Reply;
import java.util.List;

/** Answers {@code history_request} ("History" in the Jupyter messaging documentation). */
public final class HistoryHandler implements RequestHandler<HistoryRequest> {
  private final History history;

  public HistoryHandler(History history) {
    this.history = requireNonNull(history, "history");
  }

  @Override
  public Reply handle(HistoryRequest request, RequestContext context) {
    return new HistoryReply.Ok(
        find(request).stream().map(cell -> entry(cell, request.output())).toList());
  }

  private List<PastCell> find(HistoryRequest request) {
    if (request instanceof HistoryRequest.Tail tail) {
      return history.tail(tail.n());
    }
    if (request instanceof HistoryRequest.Range range) {
      return history.range(range.session(), range.start(), range.stop());
    }
    HistoryRequest.Search search = (HistoryRequest.Search) request;
    return history.search(search.pattern(), search.n(), search.unique());
  }

  private static HistoryEntry entry(PastCell cell, boolean output) {
    return output
        ? new HistoryEntry.InputOutput(cell.session(), cell.number(), cell.input(), cell.output())
        : new HistoryEntry.Input(cell.session(), cell.number(), cell.input());
  }
}
