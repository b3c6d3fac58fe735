package dev.perijove.protocol.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perijove.protocol.Header;
import dev.perijove.protocol.Message;
import dev.perijove.protocol.RawMessage;
import dev.perijove.protocol.content.CommMsg;
import dev.perijove.protocol.content.CommOpen;
import dev.perijove.protocol.content.CompleteReply;
import dev.perijove.protocol.content.Content;
import dev.perijove.protocol.content.ErrorOutput;
import dev.perijove.protocol.content.ExecuteInput;
import dev.perijove.protocol.content.ExecuteReply;
import dev.perijove.protocol.content.ExecuteRequest;
import dev.perijove.protocol.content.ExecuteResult;
import dev.perijove.protocol.content.HistoryRequest;
import dev.perijove.protocol.content.InputRequest;
import dev.perijove.protocol.content.InspectReply;
import dev.perijove.protocol.content.InspectRequest;
import dev.perijove.protocol.content.IsCompleteReply;
import dev.perijove.protocol.content.KernelInfoReply;
import dev.perijove.protocol.content.MimeBundle;
import dev.perijove.protocol.content.ShutdownRequest;
import dev.perijove.protocol.content.StreamOutput;
import dev.perijove.protocol.content.UnknownContent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Absent fields have their documented default; what cannot be read is refused by its name. */
class ReadKindlyTest {
  private final MessageCodec codec = new MessageCodec();

  @Test
  void an_execute_request_with_code_alone_has_every_documented_default() throws Exception {
    assertThat(content("execute_request", "{'code':'1'}")).isEqualTo(ExecuteRequest.of("1"));
    assertThat(
            content(
                "execute_request",
                "{'code':'1','silent':null,'store_history':null,'user_expressions':null,"
                    + "'allow_stdin':null,'stop_on_error':null}"))
        .isEqualTo(ExecuteRequest.of("1"));
  }

  @Test
  void a_silent_execute_request_stores_no_history_even_if_it_says_so() throws Exception {
    ExecuteRequest silent =
        (ExecuteRequest) content("execute_request", "{'code':'1','silent':true}");
    ExecuteRequest contradicting =
        (ExecuteRequest)
            content("execute_request", "{'code':'1','silent':true,'store_history':true}");

    assertThat(silent.storeHistory()).isFalse();
    assertThat(contradicting.storesHistory()).isFalse();
    assertThat(ExecuteRequest.of("1").storesHistory()).isTrue();
  }

  @Test
  void other_contents_have_their_defaults() throws Exception {
    assertThat(content("inspect_request", "{'code':'a','cursor_pos':1}"))
        .isEqualTo(new InspectRequest("a", 1, 0));
    assertThat(content("history_request", "{'hist_access_type':'range'}"))
        .isEqualTo(new HistoryRequest.Range(false, true, 0, 0, OptionalInt.empty()));
    assertThat(content("history_request", "{'hist_access_type':'search'}"))
        .isEqualTo(new HistoryRequest.Search(false, true, "*", OptionalInt.empty(), false));
    assertThat(content("history_request", "{'hist_access_type':'tail'}"))
        .isEqualTo(new HistoryRequest.Tail(false, true, 10));
    assertThat(content("shutdown_request", "{}")).isEqualTo(new ShutdownRequest(false));
    assertThat(content("input_request", "{'prompt':'?'}")).isEqualTo(new InputRequest("?", false));
    assertThat(content("comm_msg", "{'comm_id':'c'}"))
        .isEqualTo(new CommMsg("c", Samples.json("{}")));
    assertThat(
            content(
                "comm_open", "{'comm_id':'c','target_name':'t','data':null,'target_module':null}"))
        .isEqualTo(CommOpen.of("c", "t", Samples.json("{}")));
  }

  @Test
  void what_real_kernels_leave_out_is_forgiven() throws Exception {
    // a kernel_info_reply without status, help links, banner and versions
    assertThat(
            content("kernel_info_reply", "{'protocol_version':'5.3','language_info':{'name':'R'}}"))
        .isInstanceOfSatisfying(
            KernelInfoReply.Ok.class,
            info -> {
              assertThat(info.helpLinks()).isEmpty();
              assertThat(info.supportedFeatures()).isEmpty();
              assertThat(info.banner()).isEmpty();
            });
    // null data and metadata in an inspect_reply
    assertThat(content("inspect_reply", "{'status':'ok','data':null,'metadata':null}"))
        .isEqualTo(InspectReply.notFound());
    assertThat(content("complete_reply", "{'status':'ok'}"))
        .isEqualTo(new CompleteReply.Ok(List.of(), 0, 0, Map.of()));
    // no indent although incomplete
    assertThat(content("is_complete_reply", "{'status':'incomplete'}"))
        .isEqualTo(IsCompleteReply.incomplete(""));
    // no execution count, or null
    assertThat(content("execute_input", "{'code':'1'}")).isEqualTo(new ExecuteInput("1", 0));
    assertThat(content("execute_reply", "{'status':'aborted','execution_count':null}"))
        .isEqualTo(ExecuteReply.aborted(0));
    // an error reply with nothing but its status
    assertThat(content("complete_reply", "{'status':'error'}"))
        .isEqualTo(new CompleteReply.Failed("", "", List.of()));
    assertThat(content("error", "{'ename':'E','traceback':null}"))
        .isEqualTo(new ErrorOutput("E", "", List.of()));
  }

  @Test
  void the_old_debugger_flag_counts_as_a_supported_feature() throws Exception {
    KernelInfoReply.Ok info =
        (KernelInfoReply.Ok)
            content(
                "kernel_info_reply",
                "{'protocol_version':'5.3','language_info':{'name':'a'},'debugger':true}");

    assertThat(info.supportedFeatures()).containsExactly("debugger");
  }

  @Test
  void messages_of_protocol_4_are_understood_where_only_names_changed() throws Exception {
    assertThat(content("stream", "{'name':'stdout','data':'old'}"))
        .isEqualTo(StreamOutput.stdout("old"));
    assertThat(content("pyerr", "{'ename':'E','evalue':'v','traceback':[]}"))
        .isEqualTo(new ErrorOutput("E", "v", List.of()));
    assertThat(content("pyin", "{'code':'1','execution_count':2}"))
        .isEqualTo(new ExecuteInput("1", 2));
    assertThat(content("pyout", "{'data':{},'metadata':{},'execution_count':2}"))
        .isEqualTo(ExecuteResult.of(2, MimeBundle.EMPTY));
  }

  @Test
  void a_header_needs_no_more_than_id_and_type() throws Exception {
    RawMessage raw = raw("{'msg_id':'m','msg_type':'status'}", "{'execution_state':'idle'}");

    Header header = codec.decode(raw).header();

    assertThat(header.date()).isEqualTo(Header.NO_DATE);
    assertThat(header.session()).isEmpty();
    assertThat(header.username()).isEmpty();
    assertThat(header.subshellId()).isEmpty();
    assertThat(codec.route(raw).session()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-24T20:26:31.123456Z, 2026-11-24T20:26:31.123456Z",
    "2026-11-24T20:26:31Z, 2026-11-24T20:26:31Z",
    "2026-11-24T20:26:31.123456789Z, 2026-11-24T20:26:31.123456Z",
    "2026-11-24T22:26:31.123456+02:00, 2026-11-24T20:26:31.123456Z",
    "2026-11-24T22:26:31.123456+0200, 2026-11-24T20:26:31.123456Z",
    "2026-11-24T20:26:31.123456, 2026-11-24T20:26:31.123456Z",
    "2026-11-24T20:26:31, 2026-11-24T20:26:31Z",
    "2026-11-24T20:26:31.5, 2026-11-24T20:26:31.5Z",
    "yesterday, 1970-01-01T00:00:00Z"
  })
  void dates_are_read_in_the_shapes_they_come_in(String written, Instant meant) throws Exception {
    RawMessage raw = raw("{'msg_id':'m','msg_type':'clear_output','date':'" + written + "'}", "{}");

    assertThat(codec.decode(raw).header().date()).isEqualTo(meant);
  }

  @Test
  void an_empty_or_null_parent_header_is_no_parent() throws Exception {
    for (String none : List.of("{}", "null", " { } ")) {
      RawMessage raw = rawWithParent(none);

      assertThat(codec.decode(raw).parent()).isEmpty();
      assertThat(codec.route(raw).parentMsgId()).isEmpty();
    }
  }

  @Test
  void an_unknown_message_type_is_carried_with_all_it_holds() throws Exception {
    RawMessage raw =
        raw("{'msg_id':'m','msg_type':'usage_request','x':1.50}", "{'a':[1.0,{'b':null}]}");

    Message<?> message = codec.decode(raw);

    assertThat(message.content())
        .isEqualTo(new UnknownContent("usage_request", Samples.json("{'a':[1.0,{'b':null}]}")));
    assertThat(codec.encode(message).content()).isEqualTo(bytes("{'a':[1.0,{'b':null}]}"));
    assertThat(codec.decode(codec.encode(message))).isEqualTo(message);
  }

  @Test
  void bytes_that_are_no_text_become_the_replacement_character() throws Exception {
    byte[] content = "{\"name\":\"stdout\",\"text\":\"a\u00ffb\"}".getBytes(ISO_8859_1);
    RawMessage raw = raw("{'msg_id':'m','msg_type':'stream'}", content);

    assertThat(codec.decode(raw).content()).isEqualTo(StreamOutput.stdout("a\uFFFDb"));
  }

  @Test
  void half_a_surrogate_pair_survives_as_an_escape() throws Exception {
    StreamOutput odd = StreamOutput.stdout("a\uD83Db\uDE00😀");

    RawMessage raw = codec.encode(Message.of("s", odd));

    assertThat(new String(raw.content(), UTF_8)).contains("a\\uD83Db\\uDE00😀");
    assertThat(codec.decode(raw).content()).isEqualTo(odd);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "execute_request|{}|execute_request: field 'code' is missing",
        "execute_request|{'code':null}|execute_request: field 'code' is missing",
        "execute_request|{'code':1}|execute_request: field 'code' must be a string (found: number)",
        "execute_request|{'code':'','silent':'no'}|execute_request: field 'silent' must be a boolean",
        "execute_request|{'code':'','user_expressions':{'a':1}}|field 'user_expressions.*' must be",
        "inspect_request|{'code':''}|inspect_request: field 'cursor_pos' is missing",
        "complete_request|{'code':'','cursor_pos':1.5}|'cursor_pos' must be a 32-bit integer",
        "complete_request|{'code':'','cursor_pos':4294967296}|'cursor_pos' must be a 32-bit integer",
        "history_request|{}|history_request: field 'hist_access_type' is missing",
        "history_request|{'hist_access_type':'all'}|must be tail, range or search",
        "history_reply|{'history':[[1,2]]}|history_reply: field 'history' must hold [session, line",
        "is_complete_reply|{}|is_complete_reply: field 'status' is missing",
        "is_complete_reply|{'status':'maybe'}|must be complete, incomplete, invalid, unknown",
        "execute_reply|{'status':'fine'}|execute_reply: field 'status' must be ok, error or aborted",
        "kernel_info_reply|{'protocol_version':'5'}|kernel_info_reply: field 'language_info' is",
        "kernel_info_reply|{'protocol_version':'5','language_info':{}}|language_info: field 'name'",
        "stream|{'name':'stdout'}|stream: field 'text' is missing",
        "stream|{'text':''}|stream: field 'name' is missing",
        "status|{}|status: field 'execution_state' is missing",
        "error|{}|error: field 'ename' is missing",
        "update_display_data|{'data':{}}|field 'transient.display_id' is missing",
        "display_data|{'data':[]}|display_data: field 'data' must be an object (found: array)",
        "comm_open|{'comm_id':'c'}|comm_open: field 'target_name' is missing",
        "comm_msg|{}|comm_msg: field 'comm_id' is missing",
        "input_reply|{}|input_reply: field 'value' is missing",
        "create_subshell_reply|{}|create_subshell_reply: field 'subshell_id' is missing",
        "delete_subshell_request|{}|delete_subshell_request: field 'subshell_id' is missing",
        "status|[]|the status content is not a JSON object",
        "status|{'execution_state':'idle'} {}|the status content is not JSON",
        "status|{'execution_state':|the status content is not JSON"
      })
  void what_is_missing_or_wrong_is_named(String type, String content, String complaint) {
    assertThatThrownBy(() -> content(type, content))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining(complaint);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'msg_type':'status'}|header: field 'msg_id' is missing",
        "{'msg_id':'m'}|header: field 'msg_type' is missing",
        "{'msg_id':'m','msg_type':7}|header: field 'msg_type' must be a string",
        "[]|the header is not a JSON object",
        "{'msg_id':'m','msg_type':'status'|the header is not JSON",
        "null|header: field 'msg_type' is missing"
      })
  void a_bad_header_is_refused_by_codec_and_routing_alike(String header, String complaint) {
    RawMessage raw = raw(header, "{'execution_state':'idle'}");

    assertThatThrownBy(() -> codec.decode(raw))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining(complaint);
    assertThatThrownBy(() -> codec.route(raw))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining(complaint);
  }

  @Test
  void a_type_written_twice_means_the_same_to_routing_and_codec() throws Exception {
    RawMessage raw =
        raw("{'msg_id':'m','msg_type':'status','msg_type':'clear_output'}", "{'wait':true}");

    assertThat(codec.route(raw).msgType()).isEqualTo("clear_output");
    assertThat(codec.decode(raw).header().msgType()).isEqualTo("clear_output");
  }

  @Test
  void what_people_typed_is_not_quoted_in_an_error() {
    for (String content : List.of("{'code': secret}", "{'secret':'secret", "{'code':['secret']}")) {
      assertThatThrownBy(() -> content("execute_request", content))
          .isInstanceOf(MalformedMessageException.class)
          .hasMessageNotContaining("secret")
          .hasMessageContaining("execute_request");
    }
  }

  @Test
  void an_id_or_type_of_absurd_length_is_not_routed() {
    String absurd = "x".repeat(1025);
    for (String field : List.of("msg_id", "msg_type", "session", "subshell_id")) {
      RawMessage raw =
          raw("{'msg_id':'m','msg_type':'status','" + field + "':'" + absurd + "'}", "{}");

      assertThatThrownBy(() -> codec.route(raw))
          .isInstanceOf(MalformedMessageException.class)
          .hasMessageContaining("'" + field + "' is longer than 1024");
    }
  }

  @Test
  void routing_does_not_read_metadata_and_content() throws Exception {
    RawMessage raw =
        new RawMessage(
            List.of(),
            bytes("{'msg_id':'m','msg_type':'comm_msg','subshell_id':'s1'}"),
            bytes("{'msg_id':'p','session':'c','msg_type':'execute_request'}"),
            bytes("not"),
            bytes("json"),
            List.of());

    Routing routing = codec.route(raw);

    assertThat(routing.msgType()).isEqualTo("comm_msg");
    assertThat(routing.subshellId()).contains("s1");
    assertThat(routing.parentMsgId()).contains("p");
    assertThat(routing.parentSession()).contains("c");
    assertThat(routing.parentMsgType()).contains("execute_request");
  }

  @Test
  void a_header_cannot_be_put_on_a_content_of_another_type() {
    assertThatThrownBy(() -> Message.of(Header.of("status", "s"), ExecuteRequest.of("1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'status'")
        .hasMessageContaining("'execute_request'");
  }

  private Content content(String type, String content) throws MalformedMessageException {
    return codec.decode(raw("{'msg_id':'m','msg_type':'" + type + "'}", content)).content();
  }

  private static RawMessage rawWithParent(String parent) {
    return new RawMessage(
        List.of(),
        bytes("{'msg_id':'m','msg_type':'clear_output'}"),
        bytes(parent),
        bytes("{}"),
        bytes("{}"),
        List.of());
  }

  private static RawMessage raw(String header, String content) {
    return raw(header, bytes(content));
  }

  private static RawMessage raw(String header, byte[] content) {
    return new RawMessage(List.of(), bytes(header), bytes("{}"), bytes("{}"), content, List.of());
  }

  private static byte[] bytes(String withSingleQuotes) {
    return withSingleQuotes.replace('\'', '"').getBytes(UTF_8);
  }
}
