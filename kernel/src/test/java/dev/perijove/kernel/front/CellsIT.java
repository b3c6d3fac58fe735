package dev.perijove.kernel.front;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perijove.kernel.TestClient;
import dev.perijove.kernel.TestClient.Outcome;
import dev.perijove.protocol.Channel;
import dev.perijove.protocol.Header;
import dev.perijove.protocol.Message;
import dev.perijove.protocol.content.ClearOutput;
import dev.perijove.protocol.content.CommClose;
import dev.perijove.protocol.content.CommOpen;
import dev.perijove.protocol.content.CompleteReply;
import dev.perijove.protocol.content.CompleteRequest;
import dev.perijove.protocol.content.ConnectReply;
import dev.perijove.protocol.content.ConnectRequest;
import dev.perijove.protocol.content.Content;
import dev.perijove.protocol.content.CreateSubshellReply;
import dev.perijove.protocol.content.CreateSubshellRequest;
import dev.perijove.protocol.content.DebugReply;
import dev.perijove.protocol.content.DebugRequest;
import dev.perijove.protocol.content.DisplayData;
import dev.perijove.protocol.content.ErrorOutput;
import dev.perijove.protocol.content.ExecuteInput;
import dev.perijove.protocol.content.ExecuteReply;
import dev.perijove.protocol.content.ExecuteRequest;
import dev.perijove.protocol.content.ExecuteResult;
import dev.perijove.protocol.content.InputRequest;
import dev.perijove.protocol.content.InspectReply;
import dev.perijove.protocol.content.InspectRequest;
import dev.perijove.protocol.content.InterruptRequest;
import dev.perijove.protocol.content.IsCompleteReply;
import dev.perijove.protocol.content.IsCompleteRequest;
import dev.perijove.protocol.content.KernelInfoReply;
import dev.perijove.protocol.content.KernelInfoRequest;
import dev.perijove.protocol.content.Status;
import dev.perijove.protocol.content.StreamOutput;
import dev.perijove.protocol.content.UnknownContent;
import dev.perijove.protocol.content.UpdateDisplayData;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a client sees of one kernel that goes on running. */
@Timeout(300)
class CellsIT {
  @TempDir static Path directory;

  private static TestKernel kernel;
  private static TestClient client;

  @BeforeAll
  static void start() throws Exception {
    kernel = TestKernel.start(directory);
    client = kernel.connect();
  }

  @AfterAll
  static void stop() throws Exception {
    client.close();
    kernel.close();
  }

  @Test
  void the_kernel_says_who_it_is() throws Exception {
    KernelInfoReply.Ok info = (KernelInfoReply.Ok) client.ask(new KernelInfoRequest()).reply();

    assertThat(info.implementation()).isEqualTo("perijove");
    assertThat(info.protocolVersion()).isEqualTo("5.4");
    assertThat(info.languageInfo().name()).isEqualTo("java");
    assertThat(info.languageInfo().mimetype()).isEqualTo("text/x-java");
    assertThat(info.languageInfo().fileExtension()).isEqualTo(".java");
    assertThat(info.banner()).contains("Perijove", "Java");
    assertThat(info.helpLinks()).isNotEmpty();
    assertThat(info.supportedFeatures()).isEmpty();
  }

  @Test
  void a_cell_is_busy_shows_its_input_its_output_its_value_and_is_idle() throws Exception {
    Outcome outcome = client.run("System.out.println(\"hi\");\n1 + 1");

    int count = outcome.executeReply().executionCount();
    assertThat(outcome.reply()).isInstanceOf(ExecuteReply.Ok.class);
    assertThat(outcome.replyMessage().metadata()).containsKey("started");
    assertThat(outcome.published()).hasSize(5);
    assertThat(outcome.published().get(0)).isEqualTo(Status.busy());
    assertThat(outcome.published().get(1))
        .isEqualTo(new ExecuteInput("System.out.println(\"hi\");\n1 + 1", count));
    assertThat(outcome.published().get(2)).isEqualTo(StreamOutput.stdout("hi\n"));
    ExecuteResult result = (ExecuteResult) outcome.published().get(3);
    assertThat(result.executionCount()).isEqualTo(count);
    assertThat(result.bundle().data().get("text/plain")).hasToString("\"2\"");
    assertThat(outcome.published().get(4)).isEqualTo(Status.idle());
  }

  @Test
  void a_cell_that_throws_shows_the_error_and_fails() throws Exception {
    Outcome outcome = client.run("throw new IllegalStateException(\"boom\");");

    ErrorOutput error = outcome.only(ErrorOutput.class);
    ExecuteReply.Failed reply = (ExecuteReply.Failed) outcome.reply();
    assertThat(error.ename()).isEqualTo("java.lang.IllegalStateException");
    assertThat(error.evalue()).isEqualTo("boom");
    assertThat(reply.ename()).isEqualTo(error.ename());
    assertThat(String.join("\n", error.traceback())).contains("Cell In[");
  }

  @Test
  void every_frame_of_a_recursion_without_end_has_its_cell() throws Exception {
    Outcome outcome = client.run("int deep() { return deep() + 1; }\ndeep()");

    assertThat(String.join("\n", outcome.only(ErrorOutput.class).traceback()))
        .contains("StackOverflowError", "in deep()", "more times")
        .doesNotContain("an earlier cell");
  }

  @Test
  void two_hundred_thousand_lines_arrive_in_order_and_in_few_messages() throws Exception {
    Outcome outcome = client.run("for (int i = 0; i < 200_000; i++) System.out.println(i);");

    String printed = outcome.printed("stdout");
    assertThat(printed.lines().count()).isEqualTo(200_000);
    assertThat(printed).startsWith("0\n1\n2\n").endsWith("199998\n199999\n");
    assertThat(outcome.all(StreamOutput.class)).hasSizeLessThan(20_000);
  }

  @Test
  void a_cell_shows_replaces_and_clears_in_order_with_what_it_prints() throws Exception {
    Outcome outcome =
        client.run(
            "System.out.println(\"first\");\n"
                + "display(MimeBundle.html(\"<b>x</b>\").with(\"application/json\", \"[1]\"));\n"
                + "display(List.of(1, 2), \"state\");\n"
                + "updateDisplay(\"done\", \"state\");\n"
                + "clearOutput(true);\n"
                + "clearOutput();");

    assertThat(outcome.reply()).isInstanceOf(ExecuteReply.Ok.class);
    List<Content> shown = outcome.published().subList(2, outcome.published().size() - 1);
    assertThat(shown).hasSize(6);
    assertThat(shown.get(0)).isEqualTo(StreamOutput.stdout("first\n"));
    DisplayData rich = (DisplayData) shown.get(1);
    assertThat(rich.transientData()).isEmpty();
    assertThat(rich.bundle().data().get("text/plain"))
        .hasToString("\"<text/html, application/json>\"");
    assertThat(rich.bundle().data().get("text/html")).hasToString("\"<b>x</b>\"");
    assertThat(rich.bundle().data().get("application/json")).hasToString("[1]");
    DisplayData named = (DisplayData) shown.get(2);
    assertThat(named.bundle().data()).hasToString("{text/plain=\"[1, 2]\"}");
    assertThat(named.transientData()).hasToString("{display_id=\"state\"}");
    UpdateDisplayData update = (UpdateDisplayData) shown.get(3);
    assertThat(update.bundle().data()).hasToString("{text/plain=\"done\"}");
    assertThat(update.transientData()).isEqualTo(named.transientData());
    assertThat(shown.subList(4, 6)).containsExactly(new ClearOutput(true), new ClearOutput(false));
  }

  @Test
  void a_bundle_is_a_cells_value_in_all_its_forms() throws Exception {
    Outcome outcome = client.run("MimeBundle.markdown(\"*x*\")");

    assertThat(outcome.only(ExecuteResult.class).bundle().data())
        .hasToString("{text/plain=\"<text/markdown>\", text/markdown=\"*x*\"}");
  }

  @Test
  void the_last_text_for_the_pager_goes_with_the_reply_of_its_cell() throws Exception {
    ExecuteReply.Ok reply =
        (ExecuteReply.Ok) client.run("Kernel.page(\"no\"); Kernel.page(\"manual\");").reply();

    assertThat(reply.payload())
        .hasToString("[{\"source\":\"page\",\"data\":{\"text/plain\":\"manual\"},\"start\":0}]");
    assertThat(((ExecuteReply.Ok) client.run("1").reply()).payload()).isEmpty();
  }

  @Test
  void a_thread_that_outlives_its_cell_shows_under_it() throws Exception {
    client.run("var light = new CountDownLatch(1);");
    Header cell =
        client.send(
            Channel.SHELL,
            ExecuteRequest.of(
                "new Thread(() -> { try { light.await(); } catch (InterruptedException e) { return; }"
                    + " display(\"late\"); }).start();"));
    client.outcome(Channel.SHELL, cell);

    client.run("light.countDown();");

    assertThat(client.publishedUnder(cell).content()).isInstanceOf(DisplayData.class);
  }

  @Test
  void showing_without_end_is_bounded_and_stopped_by_an_interrupt() throws Exception {
    Header loop =
        client.send(
            Channel.SHELL,
            ExecuteRequest.of("String big = \"x\".repeat(100_000); while (true) display(big);"));
    for (int i = 0; i < 50; i++) {
      client.publishedUnder(loop);
    }

    client.ask(Channel.CONTROL, new InterruptRequest());

    assertThat(client.replyTo(Channel.SHELL, loop).content())
        .isInstanceOf(ExecuteReply.Failed.class);
    assertThat(client.publishedUntilIdle(loop)).hasAtLeastOneElementOfType(ErrorOutput.class);
    assertThat(client.run("big.length()").reply()).isInstanceOf(ExecuteReply.Ok.class);
  }

  @Test
  void a_display_that_is_refused_is_an_error_of_the_users_line() throws Exception {
    ErrorOutput error =
        client.run("display(MimeBundle.of(\"html\", \"x\"));").only(ErrorOutput.class);

    assertThat(error.evalue()).contains("'html' is not a MIME type");
    assertThat(String.join("\n", error.traceback()))
        .contains("Cell In[")
        .doesNotContain("perijove");
  }

  @Test
  void a_silent_cell_leaves_no_trace_but_its_state() throws Exception {
    int before = client.run("0").executeReply().executionCount();

    Outcome outcome =
        client.ask(
            new ExecuteRequest(
                "int quiet = 7; System.out.println(1); display(2); clearOutput(); quiet",
                true,
                true,
                Map.of(),
                false,
                true));

    assertThat(outcome.published()).containsExactly(Status.busy(), Status.idle());
    assertThat(outcome.reply()).isInstanceOf(ExecuteReply.Ok.class);
    Outcome next = client.run("quiet");
    assertThat(next.executeReply().executionCount()).isEqualTo(before + 1);
    assertThat(next.all(ExecuteResult.class)).hasSize(1);
  }

  @Test
  void a_cell_that_stores_no_history_takes_no_number() throws Exception {
    int before = client.run("0").executeReply().executionCount();

    client.ask(new ExecuteRequest("1", false, false, Map.of(), false, true));

    assertThat(client.run("2").executeReply().executionCount()).isEqualTo(before + 1);
  }

  @Test
  void user_expressions_are_evaluated_after_the_cell() throws Exception {
    Outcome outcome =
        client.ask(
            new ExecuteRequest(
                "int three = 3;",
                false,
                true,
                Map.of("good", "three + 1", "bad", "nowhere"),
                false,
                true));

    ExecuteReply.Ok reply = (ExecuteReply.Ok) outcome.reply();
    assertThat(String.valueOf(reply.userExpressions().get("good")))
        .contains("\"status\":\"ok\"", "\"text/plain\":\"4\"");
    assertThat(String.valueOf(reply.userExpressions().get("bad"))).contains("\"status\":\"error\"");
  }

  @Test
  void an_error_aborts_the_cells_that_wait_and_not_those_that_come_later() throws Exception {
    List<Header> headers = new ArrayList<>();
    headers.add(
        client.send(Channel.SHELL, ExecuteRequest.of("System.in.read(); int[] a = {}; a[1]++;")));
    Message<?> gate = client.next(Channel.STDIN);
    headers.add(client.send(Channel.SHELL, ExecuteRequest.of("1")));
    headers.add(client.send(Channel.SHELL, ExecuteRequest.of("2")));
    open(gate);

    List<Content> replies = new ArrayList<>();
    for (Header header : headers) {
      Outcome outcome = client.outcome(Channel.SHELL, header);
      replies.add(outcome.reply());
      assertThat(outcome.published()).endsWith(Status.idle());
    }

    assertThat(replies.get(0)).isInstanceOf(ExecuteReply.Failed.class);
    assertThat(replies.get(1)).isInstanceOf(ExecuteReply.Aborted.class);
    assertThat(replies.get(2)).isInstanceOf(ExecuteReply.Aborted.class);
    assertThat(client.run("3").reply()).isInstanceOf(ExecuteReply.Ok.class);
  }

  /** Lets a cell that reads a line go on; what was sent on shell before is on its way or there. */
  private static void open(Message<?> gate) throws InterruptedException {
    client.ask(Channel.CONTROL, new KernelInfoRequest());
    client.answer(gate, "");
  }

  @Test
  void without_stop_on_error_the_waiting_cells_run() throws Exception {
    Header failing =
        client.send(
            Channel.SHELL,
            new ExecuteRequest(
                "System.in.read(); throw new Error();", false, true, Map.of(), true, false));
    Message<?> gate = client.next(Channel.STDIN);
    Header waiting = client.send(Channel.SHELL, ExecuteRequest.of("1"));
    open(gate);

    assertThat(client.outcome(Channel.SHELL, failing).reply())
        .isInstanceOf(ExecuteReply.Failed.class);
    assertThat(client.outcome(Channel.SHELL, waiting).reply()).isInstanceOf(ExecuteReply.Ok.class);
  }

  @Test
  void heartbeat_and_control_answer_while_a_cell_waits_for_input() throws Exception {
    Header cell =
        client.send(
            Channel.SHELL,
            ExecuteRequest.of("new java.util.Scanner(System.in).nextLine().toUpperCase()"));
    Message<?> question = client.next(Channel.STDIN);

    assertThat(question.content()).isInstanceOf(InputRequest.class);
    assertThat(question.parent().orElseThrow().msgId()).isEqualTo(cell.msgId());
    assertThat(client.beat()).isPositive();
    assertThat(client.ask(Channel.CONTROL, new KernelInfoRequest()).reply())
        .isInstanceOf(KernelInfoReply.Ok.class);

    client.answer(question, "ada");
    Outcome outcome = client.outcome(Channel.SHELL, cell);
    assertThat(outcome.only(ExecuteResult.class).bundle().toString()).contains("ADA");
  }

  @Test
  void input_is_refused_politely_where_the_client_takes_none() throws Exception {
    Outcome outcome =
        client.ask(new ExecuteRequest("System.in.read()", false, true, Map.of(), false, true));

    assertThat(outcome.only(ErrorOutput.class).evalue()).contains("allow_stdin");
  }

  @Test
  void a_thread_whose_cell_has_ended_cannot_ask() throws Exception {
    client.run("var start = new java.util.concurrent.CountDownLatch(1);");
    Header cell =
        client.send(
            Channel.SHELL,
            ExecuteRequest.of(
                "new Thread(() -> { try { start.await(); System.in.read(); }"
                    + " catch (Exception e) { System.out.println(e.getMessage()); } }).start();"));
    client.outcome(Channel.SHELL, cell);

    client.run("start.countDown();");

    assertThat(client.publishedUnder(cell).content().toString()).contains("has ended");
  }

  @Test
  void an_interrupt_stops_a_loop_and_keeps_the_variables() throws Exception {
    client.run("int kept = 42;");
    Header loop =
        client.send(
            Channel.SHELL, ExecuteRequest.of("System.out.println(\"in\"); while (true) {}"));
    while (!(client.publishedUnder(loop).content() instanceof StreamOutput)) {
      // until the loop is about to turn
    }

    client.ask(Channel.CONTROL, new InterruptRequest());

    assertThat(client.replyTo(Channel.SHELL, loop).content())
        .isInstanceOf(ExecuteReply.Failed.class);
    assertThat(client.publishedUntilIdle(loop)).hasAtLeastOneElementOfType(ErrorOutput.class);
    assertThat(client.run("kept").only(ExecuteResult.class).bundle().data().get("text/plain"))
        .hasToString("\"42\"");
  }

  @Test
  void a_thread_that_outlives_its_cell_prints_under_it() throws Exception {
    client.run("var go = new java.util.concurrent.CountDownLatch(1);");
    Header cell =
        client.send(
            Channel.SHELL,
            ExecuteRequest.of(
                "new Thread(() -> { try { go.await(); } catch (InterruptedException e) { return; }"
                    + " System.out.println(\"late\"); }).start();"));
    client.outcome(Channel.SHELL, cell);

    client.run("go.countDown();");

    assertThat(client.publishedUnder(cell).content()).isEqualTo(StreamOutput.stdout("late\n"));
  }

  @Test
  void a_cell_that_exits_is_told_and_the_next_one_runs() throws Exception {
    Outcome outcome = client.run("System.exit(3);");

    assertThat(outcome.only(ErrorOutput.class).evalue()).contains("System.exit(3)");
    assertThat(client.run("1 + 2").reply()).isInstanceOf(ExecuteReply.Ok.class);
  }

  @Test
  void a_message_that_is_wrongly_signed_or_no_json_is_survived() throws Exception {
    client.sendFrames(Channel.SHELL, client.badlySigned(ExecuteRequest.of("1")));
    client.sendFrames(Channel.SHELL, List.of(new byte[] {1, 2, 3}));
    client.sendFrames(Channel.SHELL, client.signed("{\"msg_type\": ", "{}"));
    client.sendFrames(Channel.CONTROL, client.badlySigned(new InterruptRequest()));

    assertThat(client.run("1").reply()).isInstanceOf(ExecuteReply.Ok.class);
    assertThat(client.ask(Channel.CONTROL, new KernelInfoRequest()).reply())
        .isInstanceOf(KernelInfoReply.Ok.class);
  }

  @Test
  void a_request_whose_content_is_wrong_is_answered_with_the_reason() throws Exception {
    Header header = Header.of("execute_request", "me");
    String json =
        "{\"msg_id\": \""
            + header.msgId()
            + "\", \"msg_type\": \"execute_request\", \"session\": \"me\", \"username\": \"me\","
            + " \"version\": \"5.4\"}";

    client.sendFrames(Channel.SHELL, client.signed(json, "{\"code\": [1]}"));

    ExecuteReply.Failed reply =
        (ExecuteReply.Failed) client.replyTo(Channel.SHELL, header).content();
    assertThat(reply.evalue()).contains("code");
    assertThat(client.publishedUntilIdle(header)).containsExactly(Status.busy(), Status.idle());
  }

  @Test
  void a_message_of_an_unknown_type_is_busy_and_idle_and_no_more() throws Exception {
    Header header =
        client.send(
            Channel.SHELL,
            new UnknownContent("hologram_request", JsonMapper.shared().createObjectNode()));

    assertThat(client.publishedUntilIdle(header)).containsExactly(Status.busy(), Status.idle());
  }

  @Test
  void what_is_not_supported_is_answered_with_an_error() throws Exception {
    Outcome subshell = client.ask(Channel.CONTROL, new CreateSubshellRequest());
    ObjectNode attach = JsonMapper.shared().createObjectNode();
    attach.put("type", "request").put("seq", 4).put("command", "attach");
    DebugReply debug = (DebugReply) client.ask(Channel.CONTROL, new DebugRequest(attach)).reply();

    assertThat(subshell.reply()).isInstanceOf(CreateSubshellReply.Failed.class);
    assertThat(debug.message().path("success").asBoolean()).isFalse();
    assertThat(debug.message().path("request_seq").asInt()).isEqualTo(4);
  }

  @Test
  void a_comm_of_an_unknown_target_is_closed_again() throws Exception {
    Header header =
        client.send(
            Channel.SHELL, CommOpen.of("c1", "nobody", JsonMapper.shared().createObjectNode()));

    List<Content> published = client.publishedUntilIdle(header);

    assertThat(published).hasSize(3);
    assertThat(((CommClose) published.get(1)).commId()).isEqualTo("c1");
  }

  @Test
  void questions_about_code_are_answered() throws Exception {
    client.run("String greeting = \"hello\";");

    CompleteReply.Ok complete =
        (CompleteReply.Ok) client.ask(new CompleteRequest("greeting.toUpp", 14)).reply();
    assertThat(complete.matches()).anyMatch(match -> match.startsWith("toUpperCase"));
    assertThat(complete.cursorStart()).isEqualTo(9);
    assertThat(complete.cursorEnd()).isEqualTo(14);
    assertThat(complete.metadata()).containsKey("_jupyter_types_experimental");

    InspectReply.Ok inspect =
        (InspectReply.Ok) client.ask(new InspectRequest("greeting", 8, 0)).reply();
    assertThat(inspect.found()).isTrue();

    assertThat(client.ask(new IsCompleteRequest("for (;;) {")).reply())
        .isInstanceOf(IsCompleteReply.Incomplete.class);
    assertThat(client.ask(new IsCompleteRequest("1 + 1")).reply())
        .isInstanceOf(IsCompleteReply.Complete.class);
    assertThat(client.ask(new ConnectRequest()).reply()).isInstanceOf(ConnectReply.Ok.class);
  }
}
