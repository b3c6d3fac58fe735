package dev.perijove.kernel.requests;

import static java.util.Objects.requireNonNull;

import dev.perijove.kernel.channels.IopubPublisher;
import dev.perijove.protocol.Header;
import dev.perijove.protocol.content.Content;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** One request while it is handled: who sent it, and what it causes besides its reply. */
public final class RequestContext {
  private final Header parent;
  private final List<byte[]> identities;
  private final long number;
  private final IopubPublisher iopub;
  private final boolean mayWait;
  private final Map<String, JsonNode> replyMetadata = new LinkedHashMap<>();
  private final List<Runnable> afterwards = new ArrayList<>();

  RequestContext(
      Header parent, List<byte[]> identities, long number, IopubPublisher iopub, boolean mayWait) {
    this.parent = requireNonNull(parent, "parent");
    this.identities = identities;
    this.number = number;
    this.iopub = iopub;
    this.mayWait = mayWait;
  }

  /** The request's header, under which everything it causes is published. */
  public Header parent() {
    return parent;
  }

  /** How to reach the client that sent it. */
  public List<byte[]> identities() {
    return identities;
  }

  /** The request's place in the order the messages of its channel came. */
  public long number() {
    return number;
  }

  /** Publishes on iopub, under this request. */
  public void publish(Content content) throws InterruptedException {
    if (mayWait) {
      iopub.publish(parent, content);
    } else {
      iopub.publishWithoutWaiting(parent, content);
    }
  }

  /** Publishes text on iopub, under this request. */
  public void stream(String name, String text) throws InterruptedException {
    iopub.stream(parent, name, text);
  }

  /** Adds to the metadata of the reply. */
  public void annotateReply(String name, JsonNode value) {
    replyMetadata.put(name, value);
  }

  /** Runs when the reply and the idle status are on their way. */
  public void afterwards(Runnable action) {
    afterwards.add(action);
  }

  Map<String, JsonNode> replyMetadata() {
    return replyMetadata;
  }

  void runAfterwards() {
    afterwards.forEach(Runnable::run);
  }
}
