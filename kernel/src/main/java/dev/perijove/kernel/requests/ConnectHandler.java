package dev.perijove.kernel.requests;

import static java.util.Objects.requireNonNull;

import dev.perijove.protocol.connection.ConnectionInfo;
import dev.perijove.protocol.content.ConnectReply;
import dev.perijove.protocol.content.ConnectRequest;
import dev.perijove.protocol.content.Reply;
import java.util.OptionalInt;

/** Answers {@code connect_request} ("Connect" in the Jupyter messaging documentation). */
public final class ConnectHandler implements RequestHandler<ConnectRequest> {
  private final ConnectionInfo connection;

  public ConnectHandler(ConnectionInfo connection) {
    this.connection = requireNonNull(connection, "connection");
  }

  @Override
  public Reply handle(ConnectRequest request, RequestContext context) {
    return new ConnectReply.Ok(
        OptionalInt.of(connection.shellPort()),
        OptionalInt.of(connection.iopubPort()),
        OptionalInt.of(connection.stdinPort()),
        OptionalInt.of(connection.controlPort()),
        OptionalInt.of(connection.hbPort()));
  }
}
