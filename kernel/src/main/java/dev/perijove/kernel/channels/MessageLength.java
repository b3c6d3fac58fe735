package dev.perijove.kernel.channels;

import dev.perijove.protocol.content.Content;
import dev.perijove.protocol.content.DisplayData;
import dev.perijove.protocol.content.ErrorOutput;
import dev.perijove.protocol.content.ExecuteInput;
import dev.perijove.protocol.content.ExecuteResult;
import dev.perijove.protocol.content.MimeBundle;
import dev.perijove.protocol.content.UpdateDisplayData;
import tools.jackson.databind.JsonNode;

/** About how much memory a message takes while it waits, counted in characters. */
final class MessageLength {
  private MessageLength() {}

  /** Of what a person's code may make as long as it likes; 0 for the rest, which is short. */
  static int of(Content content) {
    if (content instanceof ExecuteResult result) {
      return of(result.bundle());
    }
    if (content instanceof DisplayData display) {
      return of(display.bundle());
    }
    if (content instanceof UpdateDisplayData update) {
      return of(update.bundle());
    }
    if (content instanceof ErrorOutput error) {
      return error.traceback().stream().mapToInt(String::length).sum() + error.evalue().length();
    }
    return content instanceof ExecuteInput input ? input.code().length() : 0;
  }

  private static int of(MimeBundle bundle) {
    return bundle.data().values().stream().mapToInt(MessageLength::of).sum();
  }

  /** Text as long as it is; a tree by its leaves, each with a little for itself. */
  private static int of(JsonNode form) {
    if (form.isString()) {
      return form.stringValue().length();
    }
    int length = 8;
    for (JsonNode each : form) {
      length += of(each);
    }
    return length;
  }
}
