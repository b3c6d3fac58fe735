package dev.perijove.protocol.wire;

import dev.perijove.protocol.content.ConnectReply;
import dev.perijove.protocol.content.CreateSubshellReply;
import dev.perijove.protocol.content.DebugEvent;
import dev.perijove.protocol.content.DebugReply;
import dev.perijove.protocol.content.DebugRequest;
import dev.perijove.protocol.content.DeleteSubshellReply;
import dev.perijove.protocol.content.DeleteSubshellRequest;
import dev.perijove.protocol.content.InterruptReply;
import dev.perijove.protocol.content.ListSubshellReply;
import dev.perijove.protocol.content.ShutdownReply;
import dev.perijove.protocol.content.ShutdownRequest;
import java.util.OptionalInt;
import tools.jackson.databind.node.ObjectNode;

/** JSON of messages about the kernel itself: ends, stops, ports, subshells, debugger. */
final class KernelFormats {

  static final ContentFormat<InterruptReply> INTERRUPT_REPLY =
      ContentFormat.reply(
          InterruptReply.Ok.class,
          fields -> new InterruptReply.Ok(),
          (reply, out) -> {},
          InterruptReply.Failed::new,
          InterruptReply.Aborted::new);

  static final ContentFormat<ShutdownRequest> SHUTDOWN_REQUEST =
      new ContentFormat<>(
          fields -> new ShutdownRequest(fields.booleanOr("restart", false)),
          (request, out) -> out.put("restart", request.restart()));

  static final ContentFormat<ShutdownReply> SHUTDOWN_REPLY =
      ContentFormat.reply(
          ShutdownReply.Ok.class,
          fields -> new ShutdownReply.Ok(fields.booleanOr("restart", false)),
          (reply, out) -> out.put("restart", reply.restart()),
          ShutdownReply.Failed::new,
          ShutdownReply.Aborted::new);

  static final ContentFormat<ConnectReply> CONNECT_REPLY =
      ContentFormat.reply(
          ConnectReply.Ok.class,
          fields ->
              new ConnectReply.Ok(
                  fields.optionalInteger("shell_port"),
                  fields.optionalInteger("iopub_port"),
                  fields.optionalInteger("stdin_port"),
                  fields.optionalInteger("control_port"),
                  fields.optionalInteger("hb_port")),
          KernelFormats::writePorts,
          ConnectReply.Failed::new,
          ConnectReply.Aborted::new);

  static final ContentFormat<CreateSubshellReply> CREATE_SUBSHELL_REPLY =
      ContentFormat.reply(
          CreateSubshellReply.Ok.class,
          fields -> new CreateSubshellReply.Ok(fields.string("subshell_id")),
          (reply, out) -> out.put("subshell_id", reply.subshellId()),
          CreateSubshellReply.Failed::new,
          CreateSubshellReply.Aborted::new);

  static final ContentFormat<DeleteSubshellRequest> DELETE_SUBSHELL_REQUEST =
      new ContentFormat<>(
          fields -> new DeleteSubshellRequest(fields.string("subshell_id")),
          (request, out) -> out.put("subshell_id", request.subshellId()));

  static final ContentFormat<DeleteSubshellReply> DELETE_SUBSHELL_REPLY =
      ContentFormat.reply(
          DeleteSubshellReply.Ok.class,
          fields -> new DeleteSubshellReply.Ok(),
          (reply, out) -> {},
          DeleteSubshellReply.Failed::new,
          DeleteSubshellReply.Aborted::new);

  static final ContentFormat<ListSubshellReply> LIST_SUBSHELL_REPLY =
      ContentFormat.reply(
          ListSubshellReply.Ok.class,
          fields -> new ListSubshellReply.Ok(fields.stringList("subshell_id")),
          (reply, out) -> reply.subshellIds().forEach(out.putArray("subshell_id")::add),
          ListSubshellReply.Failed::new,
          ListSubshellReply.Aborted::new);

  static final ContentFormat<DebugRequest> DEBUG_REQUEST =
      new ContentFormat<>(
          fields -> new DebugRequest(fields.all()),
          (request, out) -> out.setAll(request.message()));

  static final ContentFormat<DebugReply> DEBUG_REPLY =
      new ContentFormat<>(
          fields -> new DebugReply(fields.all()), (reply, out) -> out.setAll(reply.message()));

  static final ContentFormat<DebugEvent> DEBUG_EVENT =
      new ContentFormat<>(
          fields -> new DebugEvent(fields.all()), (event, out) -> out.setAll(event.message()));

  private KernelFormats() {}

  /** A channel that does not run has no field. */
  private static void writePorts(ConnectReply.Ok reply, ObjectNode out) {
    putIfPresent(out, "shell_port", reply.shellPort());
    putIfPresent(out, "iopub_port", reply.iopubPort());
    putIfPresent(out, "stdin_port", reply.stdinPort());
    putIfPresent(out, "control_port", reply.controlPort());
    putIfPresent(out, "hb_port", reply.hbPort());
  }

  private static void putIfPresent(ObjectNode out, String name, OptionalInt port) {
    port.ifPresent(number -> out.put(name, number));
  }
}
