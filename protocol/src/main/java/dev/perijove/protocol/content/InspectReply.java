package dev.perijove.protocol.content;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** Answers {@link InspectRequest}; "Introspection" in the Jupyter messaging documentation. */
public sealed interface InspectReply extends Reply {
  /** What was found: a formatted view of it, empty when nothing was. */
  record Ok(boolean found, MimeBundle bundle) implements InspectReply {
    public Ok {
      requireNonNull(bundle, "bundle");
    }
  }

  /** The request failed. */
  record Failed(String ename, String evalue, List<String> traceback)
      implements InspectReply, Reply.Failed {
    public Failed {
      requireNonNull(ename, "ename");
      requireNonNull(evalue, "evalue");
      traceback = List.copyOf(traceback);
    }
  }

  /** The request was never tried. */
  record Aborted() implements InspectReply, Reply.Aborted {}

  /** Something to show. */
  static InspectReply found(MimeBundle bundle) {
    return new Ok(true, bundle);
  }

  /** Nothing known stands at the cursor. */
  static InspectReply notFound() {
    return new Ok(false, MimeBundle.EMPTY);
  }
}
