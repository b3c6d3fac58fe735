package dev.perijove.protocol.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.perijove.protocol.content.ClearOutput;
import dev.perijove.protocol.content.CommClose;
import dev.perijove.protocol.content.CommInfo;
import dev.perijove.protocol.content.CommInfoReply;
import dev.perijove.protocol.content.CommInfoRequest;
import dev.perijove.protocol.content.CommMsg;
import dev.perijove.protocol.content.CommOpen;
import dev.perijove.protocol.content.CompleteReply;
import dev.perijove.protocol.content.CompleteRequest;
import dev.perijove.protocol.content.ConnectReply;
import dev.perijove.protocol.content.ConnectRequest;
import dev.perijove.protocol.content.Content;
import dev.perijove.protocol.content.CreateSubshellReply;
import dev.perijove.protocol.content.CreateSubshellRequest;
import dev.perijove.protocol.content.DebugEvent;
import dev.perijove.protocol.content.DebugReply;
import dev.perijove.protocol.content.DebugRequest;
import dev.perijove.protocol.content.DeleteSubshellReply;
import dev.perijove.protocol.content.DeleteSubshellRequest;
import dev.perijove.protocol.content.DisplayData;
import dev.perijove.protocol.content.ErrorOutput;
import dev.perijove.protocol.content.ExecuteInput;
import dev.perijove.protocol.content.ExecuteReply;
import dev.perijove.protocol.content.ExecuteRequest;
import dev.perijove.protocol.content.ExecuteResult;
import dev.perijove.protocol.content.HelpLink;
import dev.perijove.protocol.content.HistoryEntry;
import dev.perijove.protocol.content.HistoryReply;
import dev.perijove.protocol.content.HistoryRequest;
import dev.perijove.protocol.content.InputReply;
import dev.perijove.protocol.content.InputRequest;
import dev.perijove.protocol.content.InspectReply;
import dev.perijove.protocol.content.InspectRequest;
import dev.perijove.protocol.content.InterruptReply;
import dev.perijove.protocol.content.InterruptRequest;
import dev.perijove.protocol.content.IopubWelcome;
import dev.perijove.protocol.content.IsCompleteReply;
import dev.perijove.protocol.content.IsCompleteRequest;
import dev.perijove.protocol.content.KernelInfoReply;
import dev.perijove.protocol.content.KernelInfoRequest;
import dev.perijove.protocol.content.LanguageInfo;
import dev.perijove.protocol.content.ListSubshellReply;
import dev.perijove.protocol.content.ListSubshellRequest;
import dev.perijove.protocol.content.MessageType;
import dev.perijove.protocol.content.MimeBundle;
import dev.perijove.protocol.content.ShutdownReply;
import dev.perijove.protocol.content.ShutdownRequest;
import dev.perijove.protocol.content.Status;
import dev.perijove.protocol.content.StreamOutput;
import dev.perijove.protocol.content.UpdateDisplayData;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Contents of every message type and shape, each with the fields the documentation names for it.
 */
final class Samples {

  /**
   * @param fields the documented fields, which must all be written
   */
  record Sample(Content content, Set<String> fields) {
    MessageType type() {
      return MessageType.of(content).orElseThrow();
    }

    @Override
    public String toString() {
      return content.toString();
    }
  }

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(JsonNodeFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private static final List<String> TRACEBACK = List.of("one", "two");
  private static final String[] ERROR = {"status", "ename", "evalue", "traceback"};

  private Samples() {}

  static List<Sample> all() {
    return Stream.of(code(), questions(), kernel(), subshells(), output(), comms())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Sample> code() {
    return List.of(
        of(
            new ExecuteRequest("var a = 1;", true, false, Map.of("x", "a + 1"), false, false),
            "code",
            "silent",
            "store_history",
            "user_expressions",
            "allow_stdin",
            "stop_on_error"),
        of(
            new ExecuteReply.Ok(
                7, Map.of("x", json("{'status':'ok','data':{},'metadata':{}}")), List.of(PAGE)),
            "status",
            "execution_count",
            "user_expressions",
            "payload"),
        of(new ExecuteReply.Failed(8, "E", "why", TRACEBACK), with(ERROR, "execution_count")),
        of(new ExecuteReply.Aborted(9), "status", "execution_count"),
        of(new ExecuteInput("1", 3), "code", "execution_count"),
        of(new ExecuteResult(4, BUNDLE, Map.of()), "execution_count", "data", "metadata"),
        of(
            new ExecuteResult(4, BUNDLE, DISPLAY_ID),
            "execution_count",
            "data",
            "metadata",
            "transient"),
        of(new ErrorOutput("E", "why", TRACEBACK), "ename", "evalue", "traceback"),
        of(new InputRequest("name? ", true), "prompt", "password"),
        of(new InputReply.Ok("Jo"), "status", "value"),
        of(new InputReply.Failed("E", "why", TRACEBACK), ERROR),
        of(new InputReply.Aborted(), "status"));
  }

  private static List<Sample> questions() {
    return List.of(
        of(new InspectRequest("a.b", 2, 1), "code", "cursor_pos", "detail_level"),
        of(new InspectReply.Ok(true, BUNDLE), "status", "found", "data", "metadata"),
        of(InspectReply.notFound(), "status", "found", "data", "metadata"),
        of(new InspectReply.Failed("E", "why", TRACEBACK), ERROR),
        of(new InspectReply.Aborted(), "status"),
        of(new CompleteRequest("a.", 2), "code", "cursor_pos"),
        of(
            new CompleteReply.Ok(List.of("abs", "all"), 1, 2, Map.of("k", json("{'a':[1,2]}"))),
            "status",
            "matches",
            "cursor_start",
            "cursor_end",
            "metadata"),
        of(new CompleteReply.Failed("E", "why", TRACEBACK), ERROR),
        of(new CompleteReply.Aborted(), "status"),
        of(new IsCompleteRequest("for (;;) {"), "code"),
        of(IsCompleteReply.complete(), "status"),
        of(IsCompleteReply.incomplete("  "), "status", "indent"),
        of(IsCompleteReply.invalid(), "status"),
        of(IsCompleteReply.unknown(), "status"),
        of(new IsCompleteReply.Failed("E", "why", TRACEBACK), ERROR),
        of(new IsCompleteReply.Aborted(), "status"),
        of(new HistoryRequest.Tail(true, false, 5), "output", "raw", "hist_access_type", "n"),
        of(
            new HistoryRequest.Range(false, true, -1, 2, OptionalInt.of(9)),
            "output",
            "raw",
            "hist_access_type",
            "session",
            "start",
            "stop"),
        of(
            new HistoryRequest.Range(false, true, 0, 0, OptionalInt.empty()),
            "output",
            "raw",
            "hist_access_type",
            "session",
            "start",
            "stop"),
        of(
            new HistoryRequest.Search(false, true, "a*", OptionalInt.of(3), true),
            "output",
            "raw",
            "hist_access_type",
            "n",
            "pattern",
            "unique"),
        of(
            new HistoryReply.Ok(
                List.of(
                    new HistoryEntry.Input(1, 2, "a"),
                    new HistoryEntry.InputOutput(1, 3, "b", Optional.of("4")),
                    new HistoryEntry.InputOutput(1, 4, "c", Optional.empty()))),
            "status",
            "history"),
        of(new HistoryReply.Failed("E", "why", TRACEBACK), ERROR),
        of(new HistoryReply.Aborted(), "status"));
  }

  private static List<Sample> kernel() {
    return List.of(
        of(new KernelInfoRequest()),
        of(
            new KernelInfoReply.Ok(
                "5.4", "perijove", "0.1", JAVA, "Hello", LINKS, List.of("debugger")),
            "status",
            "protocol_version",
            "implementation",
            "implementation_version",
            "language_info",
            "banner",
            "debugger",
            "help_links",
            "supported_features"),
        of(new KernelInfoReply.Failed("E", "why", TRACEBACK), ERROR),
        of(new KernelInfoReply.Aborted(), "status"),
        of(new ConnectRequest()),
        of(
            new ConnectReply.Ok(port(1), port(2), port(3), port(4), port(5)),
            "status",
            "shell_port",
            "iopub_port",
            "stdin_port",
            "control_port",
            "hb_port"),
        of(
            new ConnectReply.Ok(
                port(1), OptionalInt.empty(), OptionalInt.empty(), port(4), OptionalInt.empty()),
            "status",
            "shell_port",
            "control_port"),
        of(new ConnectReply.Failed("E", "why", TRACEBACK), ERROR),
        of(new ConnectReply.Aborted(), "status"),
        of(new InterruptRequest()),
        of(new InterruptReply.Ok(), "status"),
        of(new InterruptReply.Failed("E", "why", TRACEBACK), ERROR),
        of(new InterruptReply.Aborted(), "status"),
        of(new ShutdownRequest(true), "restart"),
        of(new ShutdownReply.Ok(true), "status", "restart"),
        of(new ShutdownReply.Failed("E", "why", TRACEBACK), ERROR),
        of(new ShutdownReply.Aborted(), "status"),
        of(
            new DebugRequest(json("{'type':'request','seq':1,'command':'debugInfo'}")),
            "type",
            "seq",
            "command"),
        of(
            new DebugReply(json("{'type':'response','success':true,'body':{}}")),
            "type",
            "success",
            "body"),
        of(new DebugEvent(json("{'type':'event','event':'stopped'}")), "type", "event"));
  }

  private static List<Sample> subshells() {
    return List.of(
        of(new CreateSubshellRequest()),
        of(new CreateSubshellReply.Ok("s1"), "status", "subshell_id"),
        of(new CreateSubshellReply.Failed("E", "why", TRACEBACK), ERROR),
        of(new CreateSubshellReply.Aborted(), "status"),
        of(new DeleteSubshellRequest("s1"), "subshell_id"),
        of(new DeleteSubshellReply.Ok(), "status"),
        of(new DeleteSubshellReply.Failed("E", "why", TRACEBACK), ERROR),
        of(new DeleteSubshellReply.Aborted(), "status"),
        of(new ListSubshellRequest()),
        of(new ListSubshellReply.Ok(List.of("s1", "s2")), "status", "subshell_id"),
        of(new ListSubshellReply.Failed("E", "why", TRACEBACK), ERROR),
        of(new ListSubshellReply.Aborted(), "status"));
  }

  private static List<Sample> output() {
    return List.of(
        of(Status.busy(), "execution_state"),
        of(new Status("a state of its own"), "execution_state"),
        of(StreamOutput.stderr("oh\n"), "name", "text"),
        of(new DisplayData(BUNDLE, DISPLAY_ID), "data", "metadata", "transient"),
        of(new DisplayData(MimeBundle.EMPTY, Map.of()), "data", "metadata", "transient"),
        of(new UpdateDisplayData(BUNDLE, DISPLAY_ID), "data", "metadata", "transient"),
        of(new ClearOutput(true), "wait"),
        of(new IopubWelcome("stream"), "subscription"));
  }

  private static List<Sample> comms() {
    return List.of(
        of(new CommInfoRequest(Optional.empty())),
        of(new CommInfoRequest(Optional.of("jupyter.widget")), "target_name"),
        of(
            new CommInfoReply.Ok(
                Map.of("c1", new CommInfo("jupyter.widget", Map.of("more", json("{'a':1}"))))),
            "status",
            "comms"),
        of(new CommInfoReply.Failed("E", "why", TRACEBACK), ERROR),
        of(new CommInfoReply.Aborted(), "status"),
        of(
            new CommOpen(
                "c1", "jupyter.widget", json("{'state':{'value':2.50}}"), Optional.empty()),
            "comm_id",
            "target_name",
            "data"),
        of(
            new CommOpen("c1", "target", json("{}"), Optional.of("module")),
            "comm_id",
            "target_name",
            "data",
            "target_module"),
        of(new CommMsg("c1", json("{'method':'update'}")), "comm_id", "data"),
        of(new CommClose("c1", json("{}")), "comm_id", "data"));
  }

  private static final MimeBundle BUNDLE =
      new MimeBundle(
          Map.of("application/json", json("{'deep':[1,null,true,12345678901234567890,-0.10]}")),
          Map.of("application/json", json("{'expanded':true}")));

  private static final Map<String, JsonNode> DISPLAY_ID =
      Map.of("display_id", json("{'id':'d1'}").get("id"));

  private static final JsonNode PAGE = json("{'source':'page','start':0,'data':{}}");

  private static final LanguageInfo JAVA =
      new LanguageInfo(
          "java",
          "17",
          "text/x-java",
          ".java",
          Optional.of("java"),
          Optional.of(json("{'name':'clike'}")),
          Optional.of("script"),
          Map.of("vendor", json("{'a':1}")));

  private static final List<HelpLink> LINKS =
      List.of(new HelpLink("Java", "https://dev.java", Map.of("icon", json("{'a':1}"))));

  static ObjectNode json(String withSingleQuotes) {
    return (ObjectNode) tree(withSingleQuotes.replace('\'', '"').getBytes(UTF_8));
  }

  /** Numbers with a fraction as the codec reads them: decimals. */
  static JsonNode tree(byte[] json) {
    return MAPPER.readTree(json);
  }

  /** Numbers with a fraction as most other programs read them. */
  static JsonNode floats(String json) {
    return JsonMapper.shared().readTree(json);
  }

  private static OptionalInt port(int number) {
    return OptionalInt.of(number);
  }

  private static String[] with(String[] some, String one) {
    return Stream.concat(Arrays.stream(some), Stream.of(one)).toArray(String[]::new);
  }

  private static Sample of(Content content, String... fields) {
    return new Sample(content, new TreeSet<>(Set.of(fields)));
  }
}
