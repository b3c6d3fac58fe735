package dev.perijove.gateway.http;

import java.util.List;

/** What a {@link Gate} says about a request. */
public sealed interface Admission {
  /**
   * It goes on.
   *
   * @param user who is asking
   * @param headers added to the answer, whatever it will be
   */
  record Admitted(User user, List<Header> headers) implements Admission {
    /** Copies the list. */
    public Admitted {
      headers = List.copyOf(headers);
    }
  }

  /** It is answered here and now. */
  record Answered(Response response) implements Admission {}
}
